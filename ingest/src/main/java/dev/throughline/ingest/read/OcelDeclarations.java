package dev.throughline.ingest.read;

import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.LogHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which event types and object types an OCEL log declares, with their attributes and the types of
 * those, in the order of the file. Not safe for use by several threads.
 *
 * <p>A log keeps them as two attributes of its header, so that a type without events survives:
 * {@value #EVENT_TYPES} and {@value #OBJECT_TYPES}, each with one nested attribute per type, which
 * has one nested text per attribute of that type (a word such as {@code integer}).
 */
public final class OcelDeclarations {
  private static final String EVENT_TYPES = "ocel:eventTypes";
  private static final String OBJECT_TYPES = "ocel:objectTypes";

  private final Map<String, Map<String, OcelValueType>> eventTypes = new LinkedHashMap<>();
  private final Map<String, Map<String, OcelValueType>> objectTypes = new LinkedHashMap<>();

  /** By name of the event type: its attributes by name. Grows with what the caller puts in. */
  public Map<String, Map<String, OcelValueType>> eventTypes() {
    return eventTypes;
  }

  /** By name of the object type: its attributes by name. Grows with what the caller puts in. */
  public Map<String, Map<String, OcelValueType>> objectTypes() {
    return objectTypes;
  }

  /** What {@link #toHeader} wrote; nothing declared for the header of another format. */
  public static OcelDeclarations of(LogHeader header) {
    OcelDeclarations declarations = new OcelDeclarations();
    for (Attribute attribute : header.attributes()) {
      if (attribute.key().equals(EVENT_TYPES)) {
        readTypes(attribute, declarations.eventTypes);
      } else if (attribute.key().equals(OBJECT_TYPES)) {
        readTypes(attribute, declarations.objectTypes);
      }
    }
    return declarations;
  }

  LogHeader toHeader() {
    List<Attribute> attributes =
        List.of(types(EVENT_TYPES, eventTypes), types(OBJECT_TYPES, objectTypes));
    return new LogHeader("2.0", null, List.of(), List.of(), List.of(), attributes);
  }

  private static void readTypes(Attribute from, Map<String, Map<String, OcelValueType>> into) {
    for (Attribute type : from.children()) {
      Map<String, OcelValueType> attributes =
          into.computeIfAbsent(type.key(), name -> new LinkedHashMap<>());
      for (Attribute declared : type.children()) {
        if (declared.value() instanceof AttributeValue.Text word) {
          OcelValueType.ofWord(word.value()).ifPresent(it -> attributes.put(declared.key(), it));
        }
      }
    }
  }

  private static Attribute types(String key, Map<String, Map<String, OcelValueType>> types) {
    List<Attribute> children = new ArrayList<>();
    types.forEach(
        (name, attributes) -> {
          List<Attribute> declared = new ArrayList<>();
          attributes.forEach((it, type) -> declared.add(Attribute.text(it, type.word())));
          children.add(new Attribute(name, new AttributeValue.Container(), declared));
        });
    return new Attribute(key, new AttributeValue.Container(), children);
  }
}
