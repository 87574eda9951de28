package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second pass: checks each element of a file, makes an object or an event of it, and hands it
 * over or rejects it. The same for the three formats, so that they give equal results.
 *
 * <p>Attributes come in the order in which their type declares them (undeclared ones last), those
 * of objects by time first: SQLite keeps no other order. A repeated relationship counts once.
 */
final class OcelAssembler implements OcelHandler {
  private static final int MAX_NAME_LENGTH = 16_384; // what ids and names in the model may have

  private final String file;
  private final OcelIndex index;
  private final OcelTimes times;
  private final LogSink sink;
  private final OcelRemarks remarks;
  private final OcelEventRow row;
  private final Source source;

  OcelAssembler(String file, ReadOptions options, OcelIndex index, LogSink sink) {
    this.file = file;
    this.index = index;
    this.times = new OcelTimes(options.timeZone());
    this.sink = sink;
    this.remarks = new OcelRemarks(file, sink);
    this.row = new OcelEventRow(options, index, sink);
    this.source = new Source(options.sourceName());
  }

  /** The rule that ids and names in the model have. */
  static boolean isName(String text) {
    return !text.isBlank() && text.length() <= MAX_NAME_LENGTH;
  }

  @Override
  public boolean wantsEvents() {
    return true;
  }

  @Override
  public void eventType(String name, Map<String, String> attributes, long line) {
    checkDeclared(name, attributes, line);
  }

  @Override
  public void objectType(String name, Map<String, String> attributes, long line) {
    checkDeclared(name, attributes, line);
  }

  @Override
  public void object(OcelElement element) {
    try {
      element.checkForm();
      ObjectType type = new ObjectType(name("type", "object", element.type));
      ObjectId id = new ObjectId(name("id", "object", element.id));
      if (!type.equals(index.typeOf(id.value()))) {
        throw new OcelDefect(
            ErrorCode.BAD_VALUE,
            "id",
            "object '%s' stands in the file with two types".formatted(id));
      }
      List<ObjectAttribute> attributes = objectAttributes(element, type);
      sink.object(new BusinessObject(type, id, attributes, objectLinks(element, id)));
    } catch (OcelDefect defect) {
      reject(element, defect);
    }
  }

  @Override
  public void event(OcelElement element) {
    long sequence = row.nextSequence();
    try {
      element.checkForm();
      String id = name("id", "event", element.id);
      String activity = name("type", "event", element.type);
      if (element.time == null || element.time.isBlank()) {
        throw missing("time", "event");
      }
      Instant occurredAt = times.read("time", element.time).toInstant();
      List<ObjectRef> objects = eventLinks(element, id);
      List<Attribute> attributes = eventAttributes(element, activity);
      row.hand(
          OcelEventFields.event(
              id, source, sequence, new Activity(activity), occurredAt, objects, attributes));
    } catch (OcelDefect defect) {
      reject(element, defect);
    }
  }

  @Override
  public void remark(ErrorCode code, String message, long line) {
    remarks.add(code, message, line, null);
  }

  /** To be called after the last element. */
  void finish() {
    if (times.assumedUtc()) {
      remarks.add(
          ErrorCode.TIME_ZONE_NEEDED,
          "timestamps without offset were read as UTC; give a time zone if they are local times",
          0,
          "time");
    }
    row.remarkOnEventsWithoutCase(remarks);
  }

  private void checkDeclared(String name, Map<String, String> attributes, long line) {
    if (!isName(name)) {
      remarks.add(ErrorCode.MISSING_FIELD, "a declared type has no usable name", line, "name");
    }
    attributes.forEach(
        (attribute, word) -> {
          if (OcelValueType.ofWord(word).isEmpty()) {
            String message = "'%s' is not a type of OCEL 2.0; '%s' is read as string";
            remarks.add(ErrorCode.BAD_VALUE, message.formatted(word, attribute), line, attribute);
          }
        });
  }

  private List<Attribute> eventAttributes(OcelElement element, String type) throws OcelDefect {
    Map<String, OcelValueType> declared = index.declarations().eventTypes().get(type);
    List<OcelElement.Value> values = inDeclaredOrder(element.values, declared);
    List<Attribute> attributes = new ArrayList<>(values.size());
    for (OcelElement.Value value : values) {
      attributes.add(attribute(element, value, declared));
    }
    return attributes;
  }

  /** A value that is not of its declared type stays as text, with a finding: nothing is lost. */
  private List<ObjectAttribute> objectAttributes(OcelElement element, ObjectType type)
      throws OcelDefect {
    Map<String, OcelValueType> declared = index.declarations().objectTypes().get(type.value());
    List<ObjectAttribute> attributes = new ArrayList<>(element.values.size());
    for (OcelElement.Value value : inDeclaredOrder(element.values, declared)) {
      Instant since =
          value.time() == null ? Instant.EPOCH : times.read(value.name(), value.time()).toInstant();
      attributes.add(new ObjectAttribute(objectAttribute(element, value, declared), since));
    }
    attributes.sort(Comparator.comparing(ObjectAttribute::since));
    return attributes;
  }

  private Attribute objectAttribute(
      OcelElement element, OcelElement.Value value, @Nullable Map<String, OcelValueType> declared)
      throws OcelDefect {
    try {
      return attribute(element, value, declared);
    } catch (OcelDefect defect) {
      if (!isName(value.name())) {
        throw defect;
      }
      String message = defect.message() + "; it is kept as text";
      remarks.add(defect.code(), message, element.line, value.name());
      return Attribute.text(value.name(), value.text());
    }
  }

  private Attribute attribute(
      OcelElement element, OcelElement.Value value, @Nullable Map<String, OcelValueType> declared)
      throws OcelDefect {
    if (!isName(value.name())) {
      throw missing("name", "attribute");
    }
    OcelValueType type = declared == null ? null : declared.get(value.name());
    if (type == null) {
      String message = "attribute '%s' of type '%s' is not declared";
      remarks.add(
          ErrorCode.UNKNOWN_ELEMENT,
          message.formatted(value.name(), element.type),
          element.line,
          value.name());
      return new Attribute(value.name(), undeclared(value));
    }
    return new Attribute(value.name(), type.read(value.name(), value.text(), times));
  }

  private AttributeValue undeclared(OcelElement.Value value) throws OcelDefect {
    OcelValueType type =
        switch (value.kind()) {
          case TEXT -> OcelValueType.STRING;
          case TRUTH -> OcelValueType.BOOLEAN;
          case NUMBER ->
              value.text().matches("-?[0-9]{1,18}") ? OcelValueType.INTEGER : OcelValueType.FLOAT;
        };
    return type.read(value.name(), value.text(), times);
  }

  private List<ObjectRef> eventLinks(OcelElement element, String eventId) throws OcelDefect {
    LinkedHashSet<ObjectRef> references = new LinkedHashSet<>();
    for (OcelElement.Link link : element.links) {
      ObjectRef reference = resolve(link);
      if (reference == null) {
        throw unresolved("event", eventId, link);
      }
      references.add(reference);
    }
    return List.copyOf(references);
  }

  /** An object with a link to nowhere is accepted; the link alone is rejected. */
  private List<ObjectRef> objectLinks(OcelElement element, ObjectId id) {
    LinkedHashSet<ObjectRef> references = new LinkedHashSet<>();
    for (OcelElement.Link link : element.links) {
      ObjectRef reference = resolve(link);
      if (reference == null) {
        reject(element, unresolved("object", id.value(), link));
      } else {
        references.add(reference);
      }
    }
    return List.copyOf(references);
  }

  private @Nullable ObjectRef resolve(OcelElement.Link link) {
    ObjectType type = index.typeOf(link.id());
    if (type == null) {
      return null;
    }
    String qualifier = link.qualifier();
    boolean unqualified = qualifier == null || qualifier.isEmpty();
    return new ObjectRef(type, new ObjectId(link.id()), unqualified ? null : qualifier);
  }

  private void reject(OcelElement element, OcelDefect defect) {
    Location place = new Location(file, element.line, defect.field());
    sink.reject(new Rejection(defect.code(), defect.message(), place, element.raw()));
  }

  private static List<OcelElement.Value> inDeclaredOrder(
      List<OcelElement.Value> values, @Nullable Map<String, OcelValueType> declared) {
    if (values.size() < 2 || declared == null) {
      return values;
    }
    List<String> order = List.copyOf(declared.keySet());
    List<OcelElement.Value> sorted = new ArrayList<>(values);
    sorted.sort(
        Comparator.comparingInt(
            value -> {
              int position = order.indexOf(value.name());
              return position < 0 ? Integer.MAX_VALUE : position;
            }));
    return sorted;
  }

  private static String name(String field, String what, @Nullable String text) throws OcelDefect {
    if (text == null || text.isBlank()) {
      throw missing(field, what);
    }
    if (!isName(text)) {
      throw new OcelDefect(
          ErrorCode.BAD_VALUE,
          field,
          "the %s of the %s has %d characters; at most %d are accepted"
              .formatted(field, what, text.length(), MAX_NAME_LENGTH));
    }
    return text;
  }

  private static OcelDefect missing(String field, String what) {
    return new OcelDefect(
        ErrorCode.MISSING_FIELD, field, "the %s has no %s".formatted(what, field));
  }

  private static OcelDefect unresolved(String what, String id, OcelElement.Link link) {
    return new OcelDefect(
        ErrorCode.UNRESOLVED_REFERENCE,
        "relationships",
        "%s '%s' refers to object '%s', which the file does not hold"
            .formatted(what, id, link.id()));
  }
}
