package dev.throughline.api.correlation;

import dev.throughline.ingest.correlate.NearMiss;
import dev.throughline.ingest.correlate.NearMiss.Comparison;
import dev.throughline.ingest.correlate.ObjectKey;
import dev.throughline.model.CaseId;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence as JSON, as the store keeps it:
 *
 * <pre>
 * [{"type": "purchase order", "id": "4500000001"}]
 * [{"case": "4500000001/10", "agrees": [{"what": "SKU", "event": "A", "case": ["A"]}], "differs": []}]
 * </pre>
 */
final class LinkJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static String keys(List<ObjectKey> keys) {
    return text(
        json -> {
          json.writeStartArray();
          for (ObjectKey key : keys) {
            json.writeStartObject();
            json.writeStringProperty("type", key.type().value());
            json.writeStringProperty("id", key.id().value());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static List<ObjectKey> readKeys(String text) {
    List<ObjectKey> keys = new ArrayList<>();
    for (JsonNode key : JSON.readTree(text)) {
      keys.add(ObjectKey.of(key.path("type").stringValue(), key.path("id").stringValue()));
    }
    return keys;
  }

  static String nearMisses(List<NearMiss> nearMisses) {
    return text(
        json -> {
          json.writeStartArray();
          for (NearMiss miss : nearMisses) {
            json.writeStartObject();
            json.writeStringProperty("case", miss.caseId().value());
            write(json, "agrees", miss.agrees());
            write(json, "differs", miss.differs());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, String name, List<Comparison> comparisons) {
    json.writeArrayPropertyStart(name);
    for (Comparison comparison : comparisons) {
      json.writeStartObject();
      json.writeStringProperty("what", comparison.what());
      json.writeStringProperty("event", comparison.ofEvent());
      json.writeArrayPropertyStart("case");
      comparison.ofCase().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static List<NearMiss> readNearMisses(String text) {
    List<NearMiss> nearMisses = new ArrayList<>();
    for (JsonNode miss : JSON.readTree(text)) {
      nearMisses.add(
          new NearMiss(
              new CaseId(miss.path("case").stringValue()),
              comparisons(miss.path("agrees")),
              comparisons(miss.path("differs"))));
    }
    return nearMisses;
  }

  private static List<Comparison> comparisons(JsonNode array) {
    List<Comparison> comparisons = new ArrayList<>();
    for (JsonNode node : array) {
      List<String> ofCase = new ArrayList<>();
      node.path("case").forEach(value -> ofCase.add(value.stringValue()));
      comparisons.add(
          new Comparison(
              node.path("what").stringValue(), node.path("event").stringValue(), ofCase));
    }
    return comparisons;
  }

  private static String text(Consumer<JsonGenerator> writer) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writer.accept(json);
    }
    return text.toString();
  }

  private LinkJson() {}
}
