package dev.throughline.api.findings;

import dev.throughline.model.EventId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding.Evidence;
import dev.throughline.model.Source;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts and evidence as JSON, as the store keeps them:
 *
 * <pre>
 * {"ordered_quantity": 12.5, "supplier": "ACME", "same_person": true, "paid_at": {"at": "2026-03-01T10:00:00Z"}}
 * [{"source": "erp.main", "event": "4711"}]
 * </pre>
 *
 * Numbers keep every digit. Equal facts give equal text.
 */
public final class FactJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Facts as an object, sorted by name. */
  public static String write(SortedMap<String, FactValue> facts) {
    return text(json -> writeFacts(json, facts));
  }

  private static void writeFacts(JsonGenerator json, SortedMap<String, FactValue> facts) {
    json.writeStartObject();
    for (Map.Entry<String, FactValue> fact : facts.entrySet()) {
      json.writeName(fact.getKey());
      writeFact(json, fact.getValue());
    }
    json.writeEndObject();
  }

  private static void writeFact(JsonGenerator json, FactValue fact) {
    if (fact instanceof FactValue.Numeric number) {
      json.writeNumber(number.value().toPlainString());
    } else if (fact instanceof FactValue.Text text) {
      json.writeString(text.value());
    } else if (fact instanceof FactValue.Flag flag) {
      json.writeBoolean(flag.value());
    } else if (fact instanceof FactValue.Moment moment) {
      json.writeStartObject();
      json.writeStringProperty("at", moment.value().toString());
      json.writeEndObject();
    }
  }

  /**
   * Reads an object of facts.
   *
   * @throws IllegalArgumentException when it is not what {@link #write} writes
   */
  public static SortedMap<String, FactValue> read(String text) {
    SortedMap<String, FactValue> facts = new TreeMap<>();
    JSON.readTree(text).properties().forEach(f -> facts.put(f.getKey(), fact(f.getValue())));
    return facts;
  }

  private static FactValue fact(JsonNode value) {
    if (value.isNumber()) {
      return new FactValue.Numeric(value.decimalValue());
    }
    if (value.isString()) {
      return new FactValue.Text(value.stringValue());
    }
    if (value.isBoolean()) {
      return new FactValue.Flag(value.booleanValue());
    }
    if (value.path("at").isString()) {
      return new FactValue.Moment(Instant.parse(value.path("at").stringValue()));
    }
    throw new IllegalArgumentException(
        "a fact must be a number, a text, a truth value or a moment, was " + value);
  }

  /** Evidence as an array, in its order. */
  public static String writeEvidence(List<Evidence> evidence) {
    return text(
        json -> {
          json.writeStartArray();
          for (Evidence event : evidence) {
            json.writeStartObject();
            json.writeStringProperty("source", event.source().name());
            json.writeStringProperty("event", event.event().value());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Reads what {@link #writeEvidence} writes. */
  public static List<Evidence> readEvidence(String text) {
    List<Evidence> evidence = new ArrayList<>();
    for (JsonNode event : JSON.readTree(text)) {
      evidence.add(
          new Evidence(
              new Source(event.path("source").stringValue()),
              new EventId(event.path("event").stringValue())));
    }
    return evidence;
  }

  private static String text(Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writer.accept(json);
    }
    return text.toString();
  }

  private FactJson() {}
}
