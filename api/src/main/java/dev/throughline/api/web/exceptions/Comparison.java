package dev.throughline.api.web.exceptions;

import dev.throughline.api.web.Shown;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of a case say about the same thing, one under the other: what was ordered,
 * announced, received, posted and invoiced. Documents of which nothing is known are left out.
 */
record Comparison(List<Row> rows) {
  private static final String UNKNOWN = "–";

  private static final List<Document> DOCUMENTS =
      List.of(
          new Document("Ordered", "ordered", "order", "ordered_at", "releaser"),
          new Document("Announced", "announced", "", "announced_at", ""),
          new Document("Received", "received", "received", "received_at", "receiver"),
          new Document("Damaged", "damaged", "", "damaged_at", ""),
          new Document("Posted", "posted", "posted", "posted_at", "poster"),
          new Document("Invoiced", "invoiced", "invoice", "invoice_received_at", ""));

  Comparison {
    rows = List.copyOf(rows);
  }

  /** What one document says. */
  record Row(
      String document, Cell quantity, Cell unit, Cell price, Cell amount, String at, String by) {
    boolean isKnown() {
      return quantity.isKnown() || price.isKnown() || amount.isKnown();
    }
  }

  /**
   * One value.
   *
   * @param difference from the order, such as '−20 (−16.7 %)'; empty if there is none
   */
  record Cell(String value, String difference) {
    boolean isKnown() {
      return !value.equals(UNKNOWN);
    }

    public boolean isDifferent() {
      return !difference.isEmpty();
    }
  }

  /**
   * Which facts say what of a document.
   *
   * @param measured what names of quantities and amounts start with
   * @param named what names of units and prices start with; empty if there are none
   */
  private record Document(String name, String measured, String named, String at, String by) {}

  static Comparison of(Finding finding) {
    List<Row> rows = new ArrayList<>();
    for (Document document : DOCUMENTS) {
      Row row = row(new Facts(finding), document);
      if (row.isKnown()) {
        rows.add(row);
      }
    }
    return new Comparison(rows);
  }

  private static Row row(Facts facts, Document document) {
    boolean part = document.name().equals("Damaged"); // of what was received
    String quantity = document.measured() + "_quantity";
    return new Row(
        document.name(),
        facts.number(quantity, part ? quantity : "ordered_quantity", Shown::number),
        facts.word(document.named() + "_unit", "order_unit"),
        facts.number(document.named() + "_price", "order_price", Shown::price),
        facts.number(document.measured() + "_amount", "ordered_amount", Shown::price),
        facts.text(document.at()),
        facts.text(document.by()));
  }

  /** The facts of a finding, as cells. */
  private record Facts(Finding finding) {

    Cell number(String name, String orderName, Function<BigDecimal, String> shown) {
      BigDecimal value = value(name);
      BigDecimal ordered = value(orderName);
      if (value == null) {
        return new Cell(UNKNOWN, "");
      }
      return new Cell(shown.apply(value), ordered == null ? "" : difference(value, ordered, shown));
    }

    private @Nullable BigDecimal value(String name) {
      return finding
          .fact(name)
          .map(fact -> fact instanceof FactValue.Numeric number ? number.value() : null)
          .orElse(null);
    }

    Cell word(String name, String orderName) {
      String value = text(name);
      String ordered = text(orderName);
      boolean differs =
          !value.equals(ordered) && !value.equals(UNKNOWN) && !ordered.equals(UNKNOWN);
      return new Cell(value, differs ? "not " + ordered : "");
    }

    String text(String name) {
      return finding.fact(name).map(FactLine::text).orElse(UNKNOWN);
    }
  }

  private static String difference(
      BigDecimal value, BigDecimal ordered, Function<BigDecimal, String> shown) {
    BigDecimal difference = value.subtract(ordered);
    if (difference.signum() == 0) {
      return "";
    }
    String signed = sign(difference) + shown.apply(difference.abs());
    return ordered.signum() == 0 ? signed : signed + " (" + share(difference, ordered) + ")";
  }

  private static String share(BigDecimal difference, BigDecimal ordered) {
    BigDecimal share = difference.movePointRight(2).divide(ordered.abs(), 1, RoundingMode.HALF_UP);
    return sign(difference) + Shown.number(share.abs()) + " %";
  }

  private static String sign(BigDecimal number) {
    return number.signum() < 0 ? "−" : "+";
  }
}
