package dev.throughline.api.intake;

import com.google.protobuf.Timestamp;
import dev.throughline.api.grpc.v1.Attribute;
import dev.throughline.api.grpc.v1.Event;
import dev.throughline.api.grpc.v1.ObjectReference;
import dev.throughline.ingest.map.record.Decoded;
import dev.throughline.ingest.map.record.JsonRecords;
import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event of gRPC in the JSON form, in which the quarantine keeps it and replays it. */
final class ProtoJson {
  private static final int MAX_DIGITS = 1_000;
  private static final JsonNodeFactory JSON = JsonRecords.JSON.getNodeFactory();

  /** What the decoder of the JSON form says, with the JSON text as the record. */
  static Decoded decode(Event sent, RecordDecoder canonical, long number) {
    ObjectNode json = json(sent);
    String source = sent.getSource().isBlank() ? "events" : sent.getSource();
    Location place = new Location(source, number, null);
    for (int i = 0; i < sent.getAttributesCount(); i++) {
      Attribute attribute = sent.getAttributes(i);
      String wrong = defect(sent, i);
      if (wrong != null) {
        Location field = new Location(source, number, "/attributes/" + escaped(attribute.getKey()));
        return new Decoded.Refused(
            new Rejection(ErrorCode.BAD_VALUE, wrong, field, json.toString()));
      }
    }
    return canonical.decode(json, place, 0, json.toString());
  }

  /** What the JSON form cannot say. */
  private static @Nullable String defect(Event sent, int index) {
    Attribute attribute = sent.getAttributes(index);
    for (int earlier = 0; earlier < index; earlier++) {
      if (sent.getAttributes(earlier).getKey().equals(attribute.getKey())) {
        return "There are two attributes of this name";
      }
    }
    if (attribute.getValueCase() == Attribute.ValueCase.REAL) {
      try {
        decimal(attribute.getReal());
      } catch (NumberFormatException notDecimal) {
        return "'%s' is no decimal number of at most %d characters"
            .formatted(attribute.getReal(), MAX_DIGITS);
      }
    }
    return null;
  }

  private static ObjectNode json(Event sent) {
    ObjectNode json = JSON.objectNode();
    putName(json, "id", sent.getId());
    putName(json, "source", sent.getSource());
    putName(json, "activity", sent.getActivity());
    if (sent.hasOccurredAt()) {
      json.put("occurredAt", text(sent.getOccurredAt()));
    }
    if (sent.hasRecordedAt()) {
      json.put("recordedAt", text(sent.getRecordedAt()));
    }
    putName(json, "resource", sent.getResource());
    putName(json, "role", sent.getRole());
    putObjects(json.putArray("objects"), sent);
    if (sent.getCorrelationIdsCount() > 0) {
      ObjectNode ids = json.putObject("correlationIds");
      sent.getCorrelationIdsMap().forEach(ids::put);
    }
    if (sent.getAttributesCount() > 0) {
      ObjectNode attributes = json.putObject("attributes");
      sent.getAttributesList().forEach(attribute -> put(attributes, attribute));
    }
    return json;
  }

  /** Protobuf does not tell an empty text from an absent one. */
  private static void putName(ObjectNode json, String field, String value) {
    if (!value.isEmpty()) {
      json.put(field, value);
    }
  }

  private static void putObjects(ArrayNode objects, Event sent) {
    for (ObjectReference object : sent.getObjectsList()) {
      ObjectNode reference = objects.addObject();
      putName(reference, "type", object.getType());
      putName(reference, "id", object.getId());
      putName(reference, "qualifier", object.getQualifier());
    }
  }

  private static void put(ObjectNode attributes, Attribute attribute) {
    String key = attribute.getKey();
    switch (attribute.getValueCase()) {
      case TEXT -> attributes.put(key, attribute.getText());
      case WHOLE -> attributes.put(key, attribute.getWhole());
      case FLAG -> attributes.put(key, attribute.getFlag());
      case MOMENT -> attributes.putObject(key).put("at", attribute.getMoment());
      case REAL -> putReal(attributes, key, attribute.getReal());
      case VALUE_NOT_SET -> attributes.putNull(key);
    }
  }

  private static void putReal(ObjectNode attributes, String key, String text) {
    try {
      attributes.put(key, decimal(text));
    } catch (NumberFormatException notDecimal) {
      attributes.put(key, text);
    }
  }

  /** With a point, so that it stays a decimal number when it is read again. */
  private static BigDecimal decimal(String text) {
    if (text.length() > MAX_DIGITS) {
      throw new NumberFormatException(); // reading it would take long
    }
    BigDecimal number = new BigDecimal(text);
    return number.scale() > 0 || number.scale() < -MAX_DIGITS ? number : number.setScale(1);
  }

  /** A time that does not exist is shown as it was sent, for the decoder to refuse. */
  private static String text(Timestamp at) {
    try {
      if (at.getNanos() >= 0 && at.getNanos() < 1_000_000_000) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString();
      }
    } catch (DateTimeException beyondAllTime) {
      // shown below
    }
    return at.getSeconds() + " s " + at.getNanos() + " ns";
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private ProtoJson() {}
}
