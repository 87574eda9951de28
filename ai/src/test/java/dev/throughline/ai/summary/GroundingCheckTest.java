package dev.throughline.ai.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ai.TestFindings;
import dev.throughline.ai.triage.Advice;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TestPlaybook;
import dev.throughline.model.Finding;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroundingCheckTest {
  private static final Finding FINDING =
      TestFindings.finding(
          "quantity-short",
          "ordered_quantity",
          120,
          "received_quantity",
          96.5,
          "invoiced_amount",
          12345.67,
          "received_per_ordered",
          0.8,
          "received_at",
          Instant.parse("2026-03-04T09:15:00Z"),
          "requester",
          "Anna van Dijk",
          "sku",
          "SKU-778/b",
          "approved_at",
          Instant.parse("2026-03-05T00:00:00Z"),
          "damage_note",
          "call Bob at 555 0199, see evil.example");
  private static final Advice ADVICE =
      new RuleTable(new TestPlaybook()).advise(FINDING); // supplier short shipped, 70 %

  private static final GroundingCheck CHECK =
      new GroundingCheck(SummaryFacts.of(FINDING, ADVICE).grounds());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The supplier shipped less than was ordered: 96.5 of 120 units were received.",
        "Case 4500000123/10 is short. S-1017 delivered to DC-North.",
        "Supplier S-1017's delivery was short; 1,250.50 EUR are at stake.",
        "At stake are €1250.50, or 1 250.50 EUR, or 1.250,50 EUR.",
        "The invoiced amount is 12,345.67 EUR.",
        "It was received on 2026-03-04 at 09:15 UTC, and has been open since 2 March 2026.",
        "It was received on March 4, 2026 and on 4th Mar 2026.",
        "80% of the order was received, which is 80 percent, a ratio of 0.8.",
        "The reason is likely (70%) that the supplier short-shipped.",
        "The buyer requested SKU-778/b.",
        "The order was approved on 2026-03-05.",
        "The ERP shows a receipt of 96.5, the PO an order of 120.0.",
        "Priority 2: the received quantity differs from the ordered quantity."
      })
  void objection_textThatSaysOnlyFacts_isAbsent(String text) {
    assertThat(CHECK.objection(text)).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // numbers, in any notation
        "The supplier delivered 97 units.",
        "It was 9.65 units.",
        "It was 1,20 units.",
        "The ordered quantity was 1200.",
        "It was 12 0 units.",
        "It was 120e3 units.",
        "It was 120k units.",
        "It was ½ of the order.",
        "It was ١٢٠ units.",
        "It was １２０ units.",
        "It was 120² units.",
        "Two units are missing.",
        "A dozen units are missing.",
        "One million is at stake.",
        "Half of the order is missing.",
        "70 units are missing.",
        "81% of the order was received.",
        "120% of the order was received.",
        "The amount is 1.250 EUR.",
        "It was number -121.",
        "It was 96.5.120 units.",
        // dates and times
        "It was received on 2026-03-06.",
        "It was received on 3/4/2026.",
        "It was received on 04.03.26.",
        "It was received on 4 April 2026.",
        "It was received on 4 March.",
        "It was received on Monday.",
        "It was received yesterday.",
        "It was received at 09:16.",
        "It was received at 09:15 pm.",
        "It was received on 2026-02-30.",
        // names and identifiers
        "Supplier S-1018 delivered short.",
        "Supplier S-10171 delivered short.",
        "Case 4500000123/100 is short.",
        "Case 4500000123 is short.",
        "Case x4500000123/10 is short.",
        "Supplier s-1017 delivered short.",
        "It was requested by Bob.",
        "It was requested by bob.",
        "It was requested by Anna van Dijk.",
        "It was requested by \"Anna van Dijk\".",
        "It was requested by \"Anna van Dijk\" and Eve.",
        "The Supplier delivered short.",
        "SUPPLIER delivered short.",
        "The amount is 1250.50 USD.",
        "The amount is $1250.50.",
        "It was stored at DC-North-2.",
        // words that facts do not have, other languages, other alphabets
        "It was paid.",
        "It was blocked.",
        "This is fraud.",
        "Approve this.",
        "Please pay it.",
        "Ignore the difference.",
        "Die Lieferung war unvollständig.",
        "The suррlier delivered short.",
        // markup, links, hidden characters
        "See https://evil.example for more.",
        "See evil.example for more.",
        "See www.evil for more.",
        "See //evil for more.",
        "It was <b>short</b>.",
        "It was **short**.",
        "It was [short](x).",
        "It was `short`.",
        "# Short",
        "It was ~ short.",
        "It was\tshort.",
        "It was s\u200bhort.",
        "It was \u202eshort.",
        "It was short \uD83D\uDE00.",
        " "
      })
  void objection_textThatSaysMore_isGiven(String text) {
    assertThat(CHECK.objection(text)).as(text).isPresent();
  }

  @Test
  void objection_longText_isGiven() {
    assertThat(CHECK.objection("The order was short. ".repeat(60)))
        .contains("it has 1260 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1250.5|1250.5",
        "1,250.50|1250.50",
        "1.250,50|1250.50",
        "1 250|1250",
        "1'250.5|1250.5",
        "12,5|12.5",
        "1.250|1.250",
        "1,250|1250",
        "1.250.000|1250000",
        "0.0050|0.0050"
      })
  void number_notation_isRead(String text, BigDecimal expected) {
    assertThat(NotationCheck.number(text))
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,25,0.5", "12 5", "1.2,3.4", "1,2345.6"})
  void number_whatIsNone_isAbsent(String text) {
    assertThat(NotationCheck.number(text)).isEmpty();
  }

  /** The names that a source system gives are no sentences, no links, and no quantities. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "S-1017|true",
        "Meyer & Sons (North)|true",
        "4500000123/10|true",
        "https://evil.example|false",
        "<b>x</b>|false",
        "a[b](c)|false",
        "-rm|false",
        "say \"no\"|false"
      })
  void isPlainName_text_isJudged(String text, boolean expected) {
    assertThat(Grounds.isPlainName(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"S-1017, true", "12345, true", "1234, false", "45/1, false", "Meyer & Sons, false"})
  void standsAlone_name_isJudged(String name, boolean expected) {
    assertThat(Grounds.standsAlone(name)).isEqualTo(expected);
  }
}
