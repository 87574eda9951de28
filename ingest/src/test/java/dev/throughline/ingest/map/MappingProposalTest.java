package dev.throughline.ingest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingProposalTest {
  private static final TableSample TABLE =
      HeaderGuessTest.table(
          "Order|Case ID|Activity|Start|End|Vendor|object:invoice@paid|case:site",
          "7|c1|Pay|01/02/2026 10:00|03/04/2026 10:00|ACME|i1|N1");

  @Test
  void of_openQuestions_areAskedInOrder() {
    MappingProposal proposal = MappingProposal.of(TABLE, null);

    assertThat(proposal.questions())
        .extracting(MappingQuestion::code)
        .containsExactly(ErrorCode.AMBIGUOUS_DATE, ErrorCode.TIME_ZONE_NEEDED);
    assertThat(proposal.questions().get(0).candidates())
        .containsExactly("dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm");
    assertThat(proposal.timestampFormat()).isNull();
    assertThatThrownBy(proposal::orThrow)
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.AMBIGUOUS_DATE))
        .hasMessage(
            "The values of column 'End' do not show which number is the day;"
                + " give format=dd/MM/yyyy HH:mm or format=MM/dd/yyyy HH:mm");
  }

  @Test
  void withOverrides_answers_giveTheMapping() {
    ColumnMapping mapping =
        MappingProposal.of(TABLE, null)
            .withOverrides(Map.of("format", "dd/MM/yyyy HH:mm"))
            .withOverrides(Map.of("zone", "Europe/Berlin", "case", "order", "source", ""))
            .orThrow();

    assertThat(mapping.caseId()).isEqualTo("Order");
    assertThat(mapping.activity()).isEqualTo("Activity");
    assertThat(mapping.timestamp()).isEqualTo("End");
    assertThat(mapping.timestampFormat()).isEqualTo("dd/MM/yyyy HH:mm");
    assertThat(mapping.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(mapping.objects())
        .containsExactly(new ObjectColumn("object:invoice@paid", "invoice", "paid"));
    assertThat(mapping.caseAttributes()).containsExactly("case:site");
  }

  @Test
  void withOverrides_objectsAndCaseAttributes_replaceTheProposed() {
    MappingProposal proposal =
        MappingProposal.of(TABLE, ZoneId.of("UTC"))
            .withOverrides(
                Map.of(
                    "objects", "Order=order, Vendor=supplier@from", "case-attributes", "Vendor"));

    assertThat(proposal.objects())
        .containsExactly(
            new ObjectColumn("Order", "order", null),
            new ObjectColumn("Vendor", "supplier", "from"));
    assertThat(proposal.caseAttributes()).containsExactly("Vendor");
    assertThat(proposal.withOverrides(Map.of("objects", "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "kase, Order, has no key 'kase'",
    "case, Ordre, There is no column 'Ordre' for case",
    "zone, Mars, no time zone 'Mars'",
    "format, bb, must be iso",
    "objects, Order, is written COLUMN=TYPE",
    "delimiter, ;, for a CSV file only",
    "delimiter, ab, must be one character",
  })
  void withOverrides_wrong_isRefused(String key, String value, String message) {
    MappingProposal proposal = MappingProposal.of(TABLE, null);
    assertThatThrownBy(() -> proposal.withOverrides(Map.of(key, value)))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
        .hasMessageContaining(message);
  }

  @Test
  void of_eventIdThatRepeats_isNotProposed() {
    TableSample unique =
        HeaderGuessTest.table("Event ID|Case|Task|Time", "1|a|b|2026-01-01T00:00Z / 2|a|b|");
    TableSample repeated =
        HeaderGuessTest.table("Event ID|Case|Task|Time", "1|a|b|2026-01-01T00:00Z / 1|a|b|");

    assertThat(MappingProposal.of(unique, null).columns())
        .containsEntry(ColumnRole.EVENT_ID, "Event ID");
    assertThat(MappingProposal.of(repeated, null).columns()).doesNotContainKey(ColumnRole.EVENT_ID);
  }

  @Test
  void of_firstRowOfData_isNoHeader() {
    TableSample table =
        HeaderGuessTest.table("case2|activity1|2019-09-23 15:13:05", "c|a|2019-09-23 15:13:05");
    assertThat(MappingProposal.of(table, null).questions())
        .extracting(MappingQuestion::code)
        .containsOnly(ErrorCode.MAPPING_NEEDED);
  }

  @Test
  void of_equalNames_decidesByValues() {
    String rows = "%d|%d|2026-01-01T00:00Z / ".formatted(1, 1).repeat(1);
    StringBuilder many = new StringBuilder(rows);
    for (int i = 0; i < 30; i++) {
      many.append(100 + i).append("|step ").append(i % 3).append("|2026-01-01T00:00Z");
      many.append(i < 29 ? " / " : "");
    }
    TableSample table = HeaderGuessTest.table("Task|Step|Time", many.toString());

    assertThat(MappingProposal.of(table, null).columns())
        .containsEntry(ColumnRole.ACTIVITY, "Step");
  }

  @Test
  void questions_keys_answerThem() {
    MappingProposal proposal = MappingProposal.of(TABLE, null);
    assertThat(proposal.questions())
        .extracting(MappingQuestion::key)
        .isEqualTo(List.of("format", "zone"));
  }
}
