package dev.throughline.ingest.map.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.Location;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one mapping makes of records that differ from a good one in one place. */
class RecordMappingTest {
  private static final Location LINE = new Location("feed.ndjson", 3, null);
  private static final String MAPPING =
      """
      source: 'wms.{region}'
      event-id: '{site}-{number}'
      activity: '{activity}'
      occurred-at: {value: '{day} {clock}', format: dd.MM.yyyy HH:mm, zone: Europe/Amsterdam}
      recorded-at: {value: '{sent}', format: epoch-millis}
      resource: '{who}'
      role: receiver
      fields:
        region: {at: /region, table: {N: north, S: south}}
        site: {at: /site, strip-prefix: W-, trim-zeros: true}
        number: /number
        activity: {at: /type, upper-case: true, table: {IN: Goods received, HOLD: Quality hold}}
        day: /day
        clock: /clock
        sent: /sent
        who: {at: /who, absent: [SYSTEM, '-']}
        order: {at: '/refs/[qualifier=ON]/value', replace: {pattern: '^\\D*(\\d+).*$', with: '$1'}}
        item: /lines/0/item
        quantity: /lines/0/quantity
        fragile: /fragile
        boxes: /boxes
        due: /due
        unit: {at: /unit, table: {PCE: EA}, otherwise: keep}
      objects:
        - {type: purchase order, id: '{order}', optional: true}
        - {type: SKU, id: '{item}', qualifier: received, only: [Goods received]}
        - {type: place, id: '{{{site}}}/{item}', optional: true}
      attributes:
        - {name: quantity, value: '{quantity}', type: real, only: [Goods received]}
        - {name: fragile, value: '{fragile}', type: flag, optional: true}
        - {name: boxes, value: '{boxes}', type: whole, optional: true}
        - {name: dueAt, value: '{due}', type: moment, format: iso, zone: UTC, optional: true}
        - {name: unit, value: '{unit}', optional: true}
      ignore: [/version]
      """;
  private static final String RECORD =
      """
      {"region": "N", "site": "W-0012", "number": 17, "type": "in", "day": "01.03.2026",
       "clock": "10:15", "sent": 1772356512345, "who": "jansen", "version": 2,
       "refs": [{"qualifier": "DQ", "value": "D7"}, {"qualifier": "ON", "value": "PO 450/10"}],
       "lines": [{"item": "4711", "quantity": 12.50}],
       "fragile": true, "boxes": "3", "due": "2026-03-31", "unit": "PCE",
       "extra": {"weight": 1.5, "empty": "", "none": null}}
      """;

  @Test
  void decode_fullRecord_hasEveryPart() {
    assertThat(shown(decoded(RECORD)))
        .isEqualTo(
            """
            wms.north 12-17 #2: Goods received
            2026-03-01T09:15:00Z 2026-03-01T09:15:12.345Z jansen receiver
            purchase order 450
            SKU 4711 received
            place {12}/4711
            quantity Real[value=12.50]
            fragile Flag[value=true]
            boxes Whole[value=3]
            dueAt Moment[value=2026-03-31T00:00Z]
            unit Text[value=EA]
            refs/0/qualifier Text[value=DQ]
            refs/0/value Text[value=D7]
            extra/weight Real[value=1.5]
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"jansen\" | \"SYSTEM\" | 2026-03-01T09:15:12.345Z null receiver",
        "\"jansen\" | \"  \" | 2026-03-01T09:15:12.345Z null receiver",
        "\"jansen\" | null | 2026-03-01T09:15:12.345Z null receiver",
        "\"jansen\" | 42 | 2026-03-01T09:15:12.345Z 42 receiver",
        "1772356512345 | \"\" | 2026-03-01T09:15:00Z null jansen receiver",
        "1772356512345 | \"1772356512345\" | 2026-03-01T09:15:12.345Z jansen receiver",
        "W-0012 | 0000 | wms.north 0-17",
        "W-0012 | 00x | wms.north x-17",
        "\"qualifier\": \"ON\" | \"qualifier\": \"XX\" | refs/1/value Text[value=PO 450/10]",
        "PO 450/10 | 450 | purchase order 450",
        "\"in\" | \"Hold\" | Quality hold",
        "\"PCE\" | \"KG\" | unit Text[value=KG]",
        "\"2026-03-31\" | \"2026-03-31T12:00:00+02:00\" | dueAt Moment[value=2026-03-31T12:00+02:00]",
        "\"2026-03-31\" | \"2026-03-31 12:00\" | dueAt Moment[value=2026-03-31T12:00Z]",
        "12.50 | \"-1E+2\" | quantity Real[value=-1E+2]",
        "12.50 | 12 | quantity Real[value=12]",
        "01.03.2026 | 25.10.2026 | 2026-10-25T09:15:00Z",
        "\"version\": 2 | \"version\": {\"major\": 2} | unit Text[value=EA]",
      })
  void decode_otherValue_isRead(String part, String instead, String expected) {
    assertThat(RECORD).contains(part);
    String text = shown(decoded(RECORD.replace(part, instead)));
    assertThat(text.replace("2026-03-01T09:15:00Z 2026", "2026")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"N\" | \"X\" | BAD_VALUE | /region | The table of 'region' does not list 'X'",
        "\"N\" | \"\" | MISSING_FIELD | /region | The record does not say the source",
        "\"N\" | {} | BAD_VALUE | /region | The field must be one text or number",
        "\"number\": 17 | \"number\": null | MISSING_FIELD | /number"
            + " | The record does not say the event id",
        "\"in\" | \"out\" | BAD_VALUE | /type | The table of 'activity' does not list 'OUT'",
        "01.03.2026 | 2026-03-01 | BAD_TIMESTAMP | /day"
            + " | '2026-03-01 10:15' is not a moment of the format dd.MM.yyyy HH:mm",
        "01.03.2026 | 30.02.2026 | BAD_TIMESTAMP | /day"
            + " | '30.02.2026 10:15' is not a moment of the format dd.MM.yyyy HH:mm",
        "01.03.2026\",~ \"clock\": \"10:15 | 29.03.2026\", \"clock\": \"02:30 | BAD_TIMESTAMP | /day"
            + " | The clocks in Europe/Amsterdam never showed 2026-03-29T02:30",
        "\"10:15\" | \"\" | MISSING_FIELD | /clock | The record does not say the time",
        "1772356512345 | \"soon\" | BAD_TIMESTAMP | /sent"
            + " | 'soon' is not a moment of the format epoch-millis",
        "1772356512345 | 1e60 | BAD_TIMESTAMP | /sent"
            + " | '1000000000000000000000000000000000000000000000000000000000000'"
            + " is not a moment of the format epoch-millis",
        "\"item\": \"4711\" | \"item\": [] | BAD_VALUE | /lines/0/item"
            + " | The field must be one text or number",
        "\"item\": \"4711\", | | MISSING_FIELD | /lines/0/item | The record does not say the SKU",
        "12.50 | \"dozen\" | BAD_VALUE | /lines/0/quantity | 'dozen' is not a number",
        "12.50 | 1e2000 | BAD_VALUE | /lines/0/quantity | The number has more than 1000 digits",
        "\"3\" | 3.5 | BAD_VALUE | /boxes | '3.5' is not a whole number",
        "\"fragile\": true | \"fragile\": 1 | BAD_VALUE | /fragile | '1' is not true or false",
        "\"2026-03-31\" | \"31 March\" | BAD_TIMESTAMP | /due"
            + " | '31 March' is not a moment of the format iso",
      })
  void decode_misfit_isRefusedWithItsPlace(
      String part, String instead, ErrorCode code, String pointer, String message) {
    String good = RECORD.replaceAll("\\s*\n\\s*", " ");
    String wanted = part.replace("~", "");
    assertThat(good).contains(wanted);
    String text = good.replace(wanted, instead == null ? "" : instead);

    Rejection rejection = ((Decoded.Refused) decode(MAPPING, text)).rejection();

    assertThat(rejection)
        .isEqualTo(new Rejection(code, message, new Location("feed.ndjson", 3, pointer), text));
  }

  @Test
  void decode_otherFieldsDropped_areNotInTheEvent() {
    String mapping = MAPPING + "other-fields: drop\n";
    Event event = ((Decoded.Accepted) decode(mapping, RECORD)).event();

    assertThat(event.attributes()).extracting(a -> a.key()).doesNotContain("extra/weight");
  }

  @Test
  void decode_otherFieldsRefused_namesTheFirst() {
    String mapping = MAPPING + "other-fields: refuse\n";
    Rejection rejection = ((Decoded.Refused) decode(mapping, RECORD)).rejection();

    assertThat(rejection.code()).isEqualTo(ErrorCode.UNKNOWN_ELEMENT);
    assertThat(rejection.location().field()).isEqualTo("/refs/0/qualifier");
  }

  @Test
  void decode_catastrophicPatternOnLongText_isRefused() {
    String mapping = MAPPING.replace("'^\\D*(\\d+).*$', with: '$1'", "'(a|b)*c', with: ''");
    assertThat(mapping).contains("(a|b)*c");
    String text = RECORD.replace("PO 450/10", "ab".repeat(200_000));

    Rejection rejection = ((Decoded.Refused) decode(mapping, text)).rejection();

    assertThat(rejection.code()).isEqualTo(ErrorCode.BAD_VALUE);
    assertThat(rejection.location().field()).isEqualTo("/refs/1/value");
  }

  private static Decoded decode(String mapping, String text) {
    return JsonRecords.decode(RecordMappings.read(mapping, "m.yaml"), text, LINE, 2);
  }

  private static Event decoded(String text) {
    Decoded decoded = decode(MAPPING, text);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted) decoded).event();
  }

  /** One line per part, so that a difference can be read. */
  private static String shown(Event event) {
    String objects =
        event.objects().stream()
            .map(
                object ->
                    object.type()
                        + " "
                        + object.id()
                        + (object.qualifier() == null ? "" : " " + object.qualifier())
                        + "\n")
            .collect(Collectors.joining());
    String attributes =
        event.attributes().stream()
            .map(attribute -> attribute.key() + " " + shown(attribute.value()) + "\n")
            .collect(Collectors.joining());
    return "%s %s #%d: %s\n%s %s %s %s\n%s%s"
        .formatted(
            event.source(),
            event.id(),
            event.sequence(),
            event.activity(),
            event.occurredAt(),
            event.recordedAt(),
            event.resource(),
            event.role(),
            objects,
            attributes);
  }

  private static String shown(AttributeValue value) {
    return value.toString();
  }
}
