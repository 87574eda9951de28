package dev.throughline.ingest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingYamlTest {
  private static final ColumnMapping FULL =
      new ColumnMapping(
          '\t',
          "windows-1252",
          "Case: \"ID\"",
          "yes",
          "123",
          "dd/MM/yyyy HH:mm",
          ZoneId.of("Europe/Amsterdam"),
          "id",
          "system",
          "user",
          "team",
          List.of(
              new ObjectColumn("Invoice", "invoice", "paid"),
              new ObjectColumn("Item", "item", null)),
          List.of("Vendor", "null"));

  @Test
  void write_thenRead_givesTheSame() {
    assertThat(MappingYaml.read(MappingYaml.write(FULL), "m.yaml")).isEqualTo(FULL);
    ColumnMapping least =
        new ColumnMapping(
            null, null, "c", "a", "t", "iso", null, null, null, null, null, List.of(), List.of());
    assertThat(MappingYaml.read(MappingYaml.write(least), "m.yaml")).isEqualTo(least);
  }

  @Test
  void read_textByHand_isTheMapping() {
    String yaml =
        """
        # receipts
        delimiter: ;
        case: Order
        activity: Step
        timestamp: When
        format: iso
        objects:
          - column: Invoice
            type: invoice
        case-attributes: [Vendor, Site]
        """;
    ColumnMapping mapping = MappingYaml.read(yaml, "m.yaml");

    assertThat(mapping.delimiter()).isEqualTo(';');
    assertThat(mapping.caseId()).isEqualTo("Order");
    assertThat(mapping.objects()).containsExactly(new ObjectColumn("Invoice", "invoice", null));
    assertThat(mapping.caseAttributes()).containsExactly("Vendor", "Site");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "case: a\\nactivty: b | m.yaml:2: A mapping has no key 'activty'",
        "case: a\\nactivity: b\\ntimestamp: t | lacks the key 'format'",
        "case: [a] | m.yaml:1: The key 'case' wants one text",
        "case: | The key 'case' wants one text",
        "objects: a | wants a list",
        "objects:\\n- column: a\\n  typ: b | m.yaml:3: An object column has no key 'typ'",
        "objects:\\n- column: a | lacks the key 'type'",
        "case-attributes: [[a]] | wants a list of columns",
        "- a | A mapping is a list of keys and values",
        "'' | A mapping is a list of keys and values",
        "case: \"a | m.yaml:1: The mapping is no YAML",
        "case: a\\nactivity: b\\ntimestamp: t\\nformat: iso\\nzone: Mars | no time zone 'Mars'",
        "case: a\\nactivity: b\\ntimestamp: t\\nformat: bb | must be iso",
      })
  void read_wrongText_isRefused(String yaml, String message) {
    assertThatThrownBy(() -> MappingYaml.read(yaml.replace("\\n", "\n"), "m.yaml"))
        .isInstanceOfSatisfying(
            ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
        .hasMessageContaining(message);
  }
}
