package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.List;

/**
 * How an event that does not name its case is linked to one: through documents that it shares with
 * events that are linked already.
 *
 * @param name as people read it beside a link
 * @param stratum from 2; a rule sees the links of all lower strata, and no others
 * @param confidence above 0 and below 1, which is kept for events that name their case
 * @param documents types of which the event must have an object each; a candidate is a case that
 *     shares all of them
 * @param items types in which the event and the case must agree
 * @param otherItems what is asked of the items beyond {@code items}
 * @param sameQuantity whether the event's quantity must be one that the case was ordered with
 * @param notAgainst types of documents that must not belong to other cases only
 * @param onlyWithout the rule is for events without objects of these types
 * @param reach how many cases it may link to
 */
public record LinkRule(
    String name,
    int stratum,
    double confidence,
    List<ObjectType> documents,
    List<ObjectType> items,
    ItemCheck otherItems,
    boolean sameQuantity,
    List<ObjectType> notAgainst,
    List<ObjectType> onlyWithout,
    Reach reach) {
  public LinkRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a link rule's name must not be blank");
    }
    if (stratum < 2) {
      throw new IllegalArgumentException("stratum must be at least 2, was " + stratum);
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, was " + confidence);
    }
    if (documents.isEmpty()) {
      throw new IllegalArgumentException("rule '%s' must link through a document".formatted(name));
    }
    documents = List.copyOf(documents);
    items = List.copyOf(items);
    notAgainst = List.copyOf(notAgainst);
    onlyWithout = List.copyOf(onlyWithout);
  }

  /** A rule that links to the one case that shares the documents, if its items do not differ. */
  public static Draft through(ObjectType... documents) {
    return new Draft(List.of(documents));
  }

  /** Whether the event, which names no case, has what the rule needs. */
  boolean appliesTo(LinkEvent event) {
    return documents.stream().allMatch(event::has)
        && items.stream().allMatch(event::has)
        && (!sameQuantity || event.quantity() != null)
        && !event.hasAny(onlyWithout);
  }

  /** A rule that is being written. */
  public static final class Draft {
    private final List<ObjectType> documents;
    private final List<ObjectType> items = new ArrayList<>();
    private final List<ObjectType> notAgainst = new ArrayList<>();
    private final List<ObjectType> onlyWithout = new ArrayList<>();
    private ItemCheck otherItems = ItemCheck.MUST_NOT_DIFFER;
    private boolean sameQuantity;
    private Reach reach = Reach.ONE_CASE;

    private Draft(List<ObjectType> documents) {
      this.documents = documents;
    }

    public Draft agreeingIn(ObjectType... types) {
      items.addAll(List.of(types));
      return this;
    }

    public Draft otherItems(ItemCheck check) {
      otherItems = check;
      return this;
    }

    public Draft withTheQuantity() {
      sameQuantity = true;
      return this;
    }

    public Draft notAgainst(ObjectType... types) {
      notAgainst.addAll(List.of(types));
      return this;
    }

    public Draft onlyWithout(ObjectType... types) {
      onlyWithout.addAll(List.of(types));
      return this;
    }

    /** Links to every case of the documents. */
    public Draft toEveryCase() {
      reach = Reach.EVERY_CASE;
      return this;
    }

    public LinkRule named(String name, int stratum, double confidence) {
      return new LinkRule(
          name,
          stratum,
          confidence,
          documents,
          items,
          otherItems,
          sameQuantity,
          notAgainst,
          onlyWithout,
          reach);
    }
  }
}
