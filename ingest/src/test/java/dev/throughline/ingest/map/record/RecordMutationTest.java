package dev.throughline.ingest.map.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.model.Location;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Damaged records, as text and as trees: each is an event or a rejection with a place. */
class RecordMutationTest {
  private static final Location LINE = new Location("feed.ndjson", 1, null);
  private static final int MUTANTS_PER_RECORD = 2_500;
  private static final String CHARS = "{}[]\",:0123456789.-+eE/\\ \u0000\u00e9\ud83d";

  /** One good record of each shape. */
  private static final Map<String, String> RECORDS = new LinkedHashMap<>();

  static {
    RECORDS.put(
        "erp",
        """
        {"SYSID":"PRD","MANDT":"100","EVTID":"E17","VGART":"IV_ENT","BUDAT":"20260301",\
        "BUTIM":"101500","CPUDT":"20260301","CPUTM":"101512","USNAM":"JANSEN",\
        "EBELN":"4500000123","EBELP":"00010","LIFNR":"0000100234","XBLNR":"inv-7/26",\
        "MENGE":"12.000","MEINS":"ST","NETPR":"9.95","WRBTR":"119.40","WAERS":"EUR",\
        "ZFBDT":"20260331","SGTXT":""}""");
    RECORDS.put(
        "wms",
        """
        {"schemaVersion":3,"messageId":"n-1","eventType":"RECEIPT_CONFIRMED",\
        "eventTimeMs":1772356512345,"sentTimeMs":1772356519000,"operatorId":"op7",\
        "facility":{"region":"north","number":"012"},\
        "receipt":{"number":"GR1","deliveryNote":"DN1","customerOrderRef":"PO4500000123"},\
        "item":{"code":"N-004711","description":"tea","quantity":12,"uom":"EACH"},"attempt":1}""");
    RECORDS.put(
        "supplier-invoices",
        """
        {"interchange":{"sender":"V-0100234","receiver":"R","controlReference":"7",\
        "preparedAt":"2026-03-01T10:15:00+01:00","receivedAt":"2026-03-01T10:20:00Z"},\
        "message":{"type":"INVOIC","function":9,"currency":"EUR","references":[\
        {"qualifier":"ON","value":"PO 4500000123"},{"qualifier":"IV","value":"7-A"}],\
        "line":{"supplierArticle":"A-9","quantity":{"value":"12","unit":"PCE"},\
        "price":{"net":"9.95"},"amount":"119.40"}}}""");
    RECORDS.put(
        "canonical",
        """
        {"id":"1","source":"erp","activity":"A","occurredAt":"2026-03-01T10:15:00Z",\
        "resource":"x","objects":[{"type":"order","id":"7"}],"correlationIds":{"trace":"t"},\
        "attributes":{"a":1.50,"b":{"at":"2026-03-01T10:15:00Z"},"c":true}}""");
  }

  @Test
  void decode_mutatedRecord_isAcceptedOrRefusedWithAPlace() {
    long seed = 0;
    for (Map.Entry<String, String> record : RECORDS.entrySet()) {
      RecordDecoder decoder = decoder(record.getKey());
      assertThat(decode(decoder, record.getValue(), record.getKey()))
          .isInstanceOf(Decoded.Accepted.class);
      int accepted = 0;
      for (int i = 0; i < MUTANTS_PER_RECORD; i++) {
        SplittableRandom random = new SplittableRandom(seed++);
        String text = mutate(record.getValue(), random);
        if (decode(decoder, text, "seed " + (seed - 1)) instanceof Decoded.Accepted) {
          accepted++;
        }
      }
      assertThat(accepted).as(record.getKey()).isBetween(100, MUTANTS_PER_RECORD - 100);
    }
    assertThat(seed).isEqualTo(10_000);
  }

  private static Decoded decode(RecordDecoder decoder, String text, String description) {
    try {
      Decoded decoded = JsonRecords.decode(decoder, text, LINE, 0);
      if (decoded instanceof Decoded.Refused refused) {
        assertThat(refused.rejection().message()).as(description).isNotBlank();
        assertThat(text).as(description).startsWith(refused.rejection().raw());
      }
      return decoded;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(description + " was not decided cleanly", e);
    }
  }

  private static RecordDecoder decoder(String name) {
    return name.equals("canonical") ? RecordDecoder.canonical() : RecordMappings.builtIn(name);
  }

  private static String mutate(String good, SplittableRandom random) {
    return random.nextInt(4) == 0 ? damageText(good, random) : changeValue(good, random);
  }

  /** Changes characters anywhere: mostly no JSON any more. */
  private static String damageText(String good, SplittableRandom random) {
    StringBuilder text = new StringBuilder(good);
    for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, CHARS.charAt(random.nextInt(CHARS.length())));
        case 1 -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(30)));
        default -> text.insert(at, CHARS.charAt(random.nextInt(CHARS.length())));
      }
    }
    return text.toString();
  }

  /** Puts another value or name between two quotes or behind a colon: mostly still JSON. */
  private static String changeValue(String good, SplittableRandom random) {
    List<String> values =
        List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "0.10",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[{}]]",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"2026-02-30T00:00:00Z\"",
            "99999999999999999999",
            "\"" + "9".repeat(20_000) + "\"",
            "\"abc\"",
            "\"00000\"",
            "{\"at\":\"\"}");
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(bytes.length);
    int colon = good.indexOf(':', at);
    if (colon < 0) {
      return good.replaceFirst("\"(\\w+)\":", "\"x$1\":");
    }
    int end = colon + 1;
    while (end < good.length() && ",}]".indexOf(good.charAt(end)) < 0) {
      end++;
    }
    return good.substring(0, colon + 1)
        + values.get(random.nextInt(values.size()))
        + good.substring(end);
  }
}
