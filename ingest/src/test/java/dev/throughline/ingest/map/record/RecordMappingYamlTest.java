package dev.throughline.ingest.map.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a mapping is said before the first record, with line and key. */
class RecordMappingYamlTest {
  private static final String LEAST =
      """
      source: erp
      event-id: '{id}'
      activity: '{what}'
      occurred-at: {value: '{when}', format: iso}
      fields:
        id: /id
        what: {at: /what, table: {A: Started}}
        when: /when
      objects:
        - {type: order, id: '{id}'}
      attributes:
        - {name: note, value: '{what}'}
      """;

  @Test
  void read_leastMapping_isAMapping() {
    assertThat(RecordMappings.read(LEAST, "m.yaml")).isNotNull();
  }

  @ParameterizedTest
  @FieldSource("dev.throughline.ingest.map.record.RecordMappings#BUILT_IN")
  void builtIn_everyName_isAMapping(String name) {
    assertThat(RecordMappings.builtIn(name)).isNotNull();
  }

  @Test
  void builtIn_unknownName_saysWhichThereAre() {
    assertThatThrownBy(() -> RecordMappings.builtIn("../erp"))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("There is no mapping '../erp'; there are: erp, supplier-invoices, wms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "source: erp | sauce: erp | m.yaml:1: sauce: There is no key 'sauce' here; there are:"
            + " activity, attributes, event-id, fields, ignore, objects, occurred-at,"
            + " other-fields, recorded-at, resource, role, source",
        "source: erp | # | m.yaml:2: The key 'source' is missing here",
        "source: erp | source: [erp] | m.yaml:1: source: Here stands one text",
        "source: erp | source: '' | m.yaml:1: source: The text is blank",
        "source: erp | source: | m.yaml:1: source: There is no value here",
        "source: erp | source: '{sys}' | m.yaml:1: source: '{sys}' names no field; there are:"
            + " id, what, when",
        "source: erp | source: '{id' | m.yaml:1: source: '{id' names no field; there are:"
            + " id, what, when",
        "source: erp | source: 'id}' | m.yaml:1: source: A brace closes that was not opened;"
            + " write }} for the brace itself",
        "source: erp | activity: x | m.yaml:3: activity: The key 'activity' stands here twice",
        "iso} | noon} | m.yaml:4: occurred-at.format: The timestamp format must be iso,"
            + " epoch-seconds, epoch-millis or a pattern such as dd/MM/yyyy HH:mm, was 'noon'",
        "iso} | iso, zone: CEST/X} | m.yaml:4: occurred-at.zone: There is no time zone 'CEST/X';"
            + " an example is Europe/Amsterdam",
        "when: /when | when: when | m.yaml:8: fields.when: 'when' is no path such as"
            + " /header/number or /references/[qualifier=ON]/value",
        "id: /id | id: {trim-zeros: true} | m.yaml:6: fields.id: The key 'at' is missing here",
        "id: /id | id: {at: /id, trim-zeros: 1} | m.yaml:6: fields.id.trim-zeros: Here stands"
            + " true or false",
        "id: /id | id: {at: /id, replace: {pattern: '(', with: ''}} | m.yaml:6:"
            + " fields.id.replace.pattern: The pattern is no regular expression: Unclosed group",
        "id: /id | id: {at: /id, replace: {pattern: a, with: '$1'}} | m.yaml:6:"
            + " fields.id.replace.with: '$1' is no replacement: No group 1",
        "id: /id | id: {at: /id, otherwise: keep} | m.yaml:6: fields.id.otherwise: The key"
            + " 'otherwise' belongs to a table",
        "{A: Started}} | {A: Started}, otherwise: drop} | m.yaml:7: fields.what.otherwise: Here"
            + " stands keep or refuse",
        "{type: order | {kind: order | m.yaml:10: objects.kind: There is no key 'kind' here;"
            + " there are: id, only, optional, qualifier, type",
        "'{what}'} | '{what}', type: number} | m.yaml:12: attributes.type: 'number' is none of:"
            + " text, whole, real, flag, moment",
        "'{what}'} | '{what}', format: iso} | m.yaml:12: attributes.format: Only an attribute of"
            + " the type moment has a format and a zone",
        "'{what}'} | '{what}', type: moment} | m.yaml:12: attributes: The key 'format' is missing"
            + " here",
        "'{what}'} | '{what}', only: Started} | m.yaml:12: attributes.only: Here stands a list",
      })
  void read_wrongMapping_namesLineAndKey(String part, String instead, String message) {
    assertThat(LEAST).contains(part);

    String text = LEAST.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(instead));
    assertThatThrownBy(() -> RecordMappings.read(text, "m.yaml"))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.BAD_ARGUMENT);
              assertThat(refused).hasMessage(message);
            });
  }

  @Test
  void read_unknownTreatmentOfOtherFields_isRefused() {
    assertThatThrownBy(() -> RecordMappings.read(LEAST + "other-fields: hide\n", "m.yaml"))
        .hasMessage("m.yaml:13: other-fields: 'hide' is none of: keep, drop, refuse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "- a",
        "a: [",
        "a: *x",
        "source: &x erp\nrole: *x",
        "a: 1\n---\nb: 2",
        "{",
        "\t"
      })
  void read_otherText_isRefused(String text) {
    assertThatThrownBy(() -> RecordMappings.read(text, "m.yaml"))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.BAD_ARGUMENT));
  }
}
