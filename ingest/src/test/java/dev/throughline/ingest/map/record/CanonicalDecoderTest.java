package dev.throughline.ingest.map.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decoder and the published schema say the same. */
class CanonicalDecoderTest {
  private static final Location LINE = new Location("events.ndjson", 7, null);
  private static final String LEAST =
      "'id':'1','source':'erp','activity':'A','occurredAt':'2026-03-01T10:15:00Z','objects':[]";

  @Test
  void decode_everyField_isTheEvent() throws IOException {
    String text =
        """
        {"id": "4711", "source": "wms.north", "activity": "Goods received",
         "occurredAt": "2026-03-01T10:15:00.1234567+01:00", "recordedAt": "2026-03-01T10:15:02Z",
         "resource": "w.jansen", "role": "receiver",
         "objects": [{"type": "purchase order", "id": "45/7"},
                     {"type": "goods receipt", "id": "GR1", "qualifier": "made"}],
         "correlationIds": {"trace": "4bf92f35"},
         "attributes": {"quantity": 12.50, "count": 3, "huge": 12345678901234567890, "ok": true,
                        "note": "two boxes wet", "dueAt": {"at": "2026-03-31T00:00:00+02:00"}}}
        """;

    assertThat(event(text))
        .isEqualTo(
            new Event(
                new EventId("4711"),
                new Source("wms.north"),
                6,
                new Activity("Goods received"),
                Instant.parse("2026-03-01T09:15:00.123456Z"),
                Instant.parse("2026-03-01T10:15:02Z"),
                "w.jansen",
                "receiver",
                List.of(
                    ref("purchase order", "45/7", null),
                    ref("goods receipt", "GR1", "made"),
                    ref("trace", "4bf92f35", "correlation")),
                List.of(
                    new Attribute("quantity", new AttributeValue.Real(new BigDecimal("12.50"))),
                    new Attribute("count", new AttributeValue.Whole(3)),
                    new Attribute(
                        "huge", new AttributeValue.Real(new BigDecimal("12345678901234567890"))),
                    new Attribute("ok", new AttributeValue.Flag(true)),
                    Attribute.text("note", "two boxes wet"),
                    new Attribute(
                        "dueAt",
                        new AttributeValue.Moment(
                            OffsetDateTime.parse("2026-03-31T00:00:00+02:00"))))));
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'recordedAt':'2024-02-29T23:59:59.999999999-05:30'",
        ",'attributes':{}",
        ",'attributes':{'a/b':'','~':-0.0,'e':1e5}",
        ",'correlationIds':{'trace':'t','batch id':'7'}",
      })
  void decode_valid_isAcceptedByDecoderAndSchema(String more) throws IOException {
    String text = json(LEAST + more);

    assertThat(decode(text)).isInstanceOf(Decoded.Accepted.class);
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'id':'1' | | MISSING_FIELD | /id",
        "'id':'1' | 'id':' ' | MISSING_FIELD | /id",
        "'id':'1' | 'id':1 | BAD_VALUE | /id",
        "'id':'1' | 'id':null | BAD_VALUE | /id",
        "'source':'erp' | | MISSING_FIELD | /source",
        "'activity':'A' | | MISSING_FIELD | /activity",
        "'objects':[] | | MISSING_FIELD | /objects",
        "'objects':[] | 'objects':{} | BAD_VALUE | /objects",
        "'objects':[] | 'objects':[1] | BAD_VALUE | /objects/0",
        "'objects':[] | 'objects':[{'type':'t'}] | MISSING_FIELD | /objects/0/id",
        "'objects':[] | 'objects':[{'type':'t','id':'1','x':1}] | UNKNOWN_ELEMENT | /objects/0/x",
        "Z | | BAD_TIMESTAMP | /occurredAt",
        "01T10 | 01_10 | BAD_TIMESTAMP | /occurredAt",
        "-03-01T | -02-30T | BAD_TIMESTAMP | /occurredAt",
        "10:15:00 | 10:15:60 | BAD_TIMESTAMP | /occurredAt",
        "10:15:00 | 10:15 | BAD_TIMESTAMP | /occurredAt",
        "10:15:00 | 10:15:00.1234567890 | BAD_TIMESTAMP | /occurredAt",
        "2026 | 0000 | BAD_TIMESTAMP | /occurredAt",
        "'id':'1' | 'id':'1','occured~/At':'x' | UNKNOWN_ELEMENT | /occured~0~1At",
        "'id':'1' | 'id':'1','role':'' | MISSING_FIELD | /role",
        "'id':'1' | 'id':'1','attributes':[] | BAD_VALUE | /attributes",
        "'id':'1' | 'id':'1','attributes':{'a':null} | BAD_VALUE | /attributes/a",
        "'id':'1' | 'id':'1','attributes':{'a':[]} | BAD_VALUE | /attributes/a",
        "'id':'1' | 'id':'1','attributes':{'':'x'} | MISSING_FIELD | /attributes/",
        "'id':'1' | 'id':'1','attributes':{'a':{'at':'1'}} | BAD_TIMESTAMP | /attributes/a/at",
        "'id':'1' | 'id':'1','attributes':{'a':{'on':'1'}} | UNKNOWN_ELEMENT | /attributes/a/on",
        "'id':'1' | 'id':'1','correlationIds':{'a':1} | BAD_VALUE | /correlationIds/a",
      })
  void decode_invalid_isRefusedByDecoderAndSchema(
      String part, String instead, ErrorCode code, String pointer) throws IOException {
    String fields = LEAST.replace(part, instead == null ? "" : instead);
    String text = json(fields.replace(",,", ",").replaceFirst("^,", "").replaceFirst(",$", ""));

    Rejection rejection = rejection(text);

    assertThat(rejection.code()).as(text).isEqualTo(code);
    assertThat(rejection.location()).isEqualTo(new Location("events.ndjson", 7, pointer));
    assertThat(rejection.raw()).isEqualTo(text);
    assertThat(schema().validate(text, InputFormat.JSON)).as(text).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "[] | MALFORMED_ROW",
        "7 | MALFORMED_ROW",
        "{'id' | MALFORMED_ROW",
        "{} {} | MALFORMED_ROW",
        "{'id':'1','id':'2'} | MALFORMED_ROW",
      })
  void decode_noObject_isRefusedWhole(String text, ErrorCode code) {
    Rejection rejection = rejection(text.replace('\'', '"'));

    assertThat(rejection.code()).isEqualTo(code);
    assertThat(rejection.location()).isEqualTo(LINE);
  }

  @Test
  void decode_beyondLimits_isRefused() {
    String longName = "x".repeat(16_385);
    assertThat(rejection(json(LEAST.replace("'id':'1'", "'id':'" + longName + "'"))).code())
        .isEqualTo(ErrorCode.FIELD_TOO_LONG);
    assertThat(rejection(json(LEAST + ",'attributes':{'a':1e100000}")).code())
        .isEqualTo(ErrorCode.BAD_VALUE);
    assertThat(rejection("[".repeat(200) + "]".repeat(200)).code()).isEqualTo(ErrorCode.TOO_LARGE);
    String many = "{'type':'t','id':'1'},".repeat(2_001).replaceFirst(",$", "");
    assertThat(rejection(json(LEAST.replace("[]", "[" + many + "]"))).code())
        .isEqualTo(ErrorCode.TOO_LARGE);
  }

  private static String json(String fields) {
    return "{" + fields.replace('\'', '"') + "}";
  }

  private static Decoded decode(String text) {
    return JsonRecords.decode(RecordDecoder.canonical(), text, LINE, 6);
  }

  private static Event event(String text) {
    return ((Decoded.Accepted) decode(text)).event();
  }

  private static Rejection rejection(String text) {
    return ((Decoded.Refused) decode(text)).rejection();
  }

  private static ObjectRef ref(String type, String id, String qualifier) {
    return new ObjectRef(new ObjectType(type), new ObjectId(id), qualifier);
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            RecordDecoder.class.getResourceAsStream("/schema/event.schema.json"))) {
      SchemaRegistryConfig formats =
          SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
      return SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              registry -> registry.schemaRegistryConfig(formats))
          .getSchema(in);
    }
  }
}
