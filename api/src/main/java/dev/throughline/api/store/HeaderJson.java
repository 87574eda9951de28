package dev.throughline.api.store;

import dev.throughline.model.LogHeader;
import dev.throughline.model.LogHeader.Classifier;
import dev.throughline.model.LogHeader.Extension;
import dev.throughline.model.LogHeader.Global;
import dev.throughline.model.LogHeader.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** A log's header as a JSON object; an empty header is an empty object. */
final class HeaderJson {

  static String write(LogHeader header) {
    return new String(AttributeJson.bytes(json -> write(json, header)), StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, LogHeader header) {
    json.writeStartObject();
    if (header.version() != null) {
      json.writeStringProperty("version", header.version());
    }
    if (header.features() != null) {
      json.writeStringProperty("features", header.features());
    }
    writeExtensions(json, header.extensions());
    writeGlobals(json, header.globals());
    writeClassifiers(json, header.classifiers());
    if (!header.attributes().isEmpty()) {
      json.writeName("attributes");
      AttributeJson.write(json, header.attributes());
    }
    json.writeEndObject();
  }

  private static void writeExtensions(JsonGenerator json, List<Extension> extensions) {
    json.writeName("extensions");
    json.writeStartArray();
    for (Extension extension : extensions) {
      json.writeStartObject();
      json.writeStringProperty("name", extension.name());
      json.writeStringProperty("prefix", extension.prefix());
      json.writeStringProperty("uri", extension.uri());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeGlobals(JsonGenerator json, List<Global> globals) {
    json.writeName("globals");
    json.writeStartArray();
    for (Global global : globals) {
      json.writeStartObject();
      json.writeStringProperty("scope", global.scope().name());
      json.writeName("attributes");
      AttributeJson.write(json, global.attributes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeClassifiers(JsonGenerator json, List<Classifier> classifiers) {
    json.writeName("classifiers");
    json.writeStartArray();
    for (Classifier classifier : classifiers) {
      json.writeStartObject();
      json.writeStringProperty("name", classifier.name());
      json.writeStringProperty("scope", classifier.scope().name());
      json.writeName("keys");
      json.writeStartArray();
      classifier.keys().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static LogHeader read(String text) {
    JsonNode node = AttributeJson.tree(text);
    return new LogHeader(
        text(node, "version"),
        text(node, "features"),
        list(node, "extensions", HeaderJson::extension),
        list(
            node,
            "globals",
            global -> new Global(scope(global), AttributeJson.readAll(global.get("attributes")))),
        list(
            node,
            "classifiers",
            classifier ->
                new Classifier(
                    classifier.get("name").stringValue(),
                    scope(classifier),
                    list(classifier, "keys", JsonNode::stringValue))),
        list(node, "attributes", AttributeJson::read));
  }

  private static Extension extension(JsonNode node) {
    return new Extension(
        node.get("name").stringValue(),
        node.get("prefix").stringValue(),
        node.get("uri").stringValue());
  }

  private static Scope scope(JsonNode node) {
    return Scope.valueOf(node.get("scope").stringValue());
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.get(name).stringValue() : null;
  }

  private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    if (node.has(name)) {
      node.get(name).forEach(child -> list.add(element.apply(child)));
    }
    return list;
  }

  private HeaderJson() {}
}
