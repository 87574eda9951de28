package dev.throughline.ingest.write;

import dev.throughline.ingest.read.OcelDeclarations;
import dev.throughline.ingest.read.OcelEventFields;
import dev.throughline.ingest.read.OcelValueType;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a whole log before its first byte can be written as OCEL: the declared
 * types, the objects that events name but the log does not list, and the ids that are not unique
 * over all types, as OCEL wants them. Memory grows with the number of objects.
 */
final class OcelOutline {
  private static final Comparator<ObjectRef> BY_TYPE_AND_ID =
      Comparator.comparing(ObjectRef::type).thenComparing(ObjectRef::id);

  private final OcelDeclarations declarations;
  private final OcelDeclarations fromHeader;
  private final Map<String, ObjectType> typesById = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final Set<ObjectRef> unlisted = new TreeSet<>(BY_TYPE_AND_ID);
  private final Set<ObjectRef> listed = new HashSet<>();
  private @Nullable String lastSource;
  private boolean hasSeveralSources;

  private OcelOutline(LogContent content) {
    this.declarations = OcelDeclarations.of(content.header());
    this.fromHeader = OcelDeclarations.of(content.header());
  }

  static OcelOutline of(LogContent content) {
    OcelOutline outline = new OcelOutline(content);
    try (Stream<BusinessObject> objects = content.objects()) {
      objects.forEach(outline::add);
    }
    try (Stream<Event> events = content.events()) {
      events.forEach(outline::add);
    }
    if (outline.hasSeveralSources) {
      outline.declareSource();
    }
    outline.unlisted.removeAll(outline.listed);
    outline.unlisted.forEach(
        object -> attributesOf(outline.declarations.objectTypes(), object.type().value()));
    outline.checkIds();
    outline.listed.clear();
    return outline;
  }

  OcelDeclarations declarations() {
    return declarations;
  }

  boolean hasSeveralSources() {
    return hasSeveralSources;
  }

  /** The objects that the log refers to without listing them, by type and id. */
  Stream<BusinessObject> unlistedObjects() {
    return unlisted.stream()
        .map(object -> new BusinessObject(object.type(), object.id(), List.of(), List.of()));
  }

  /** The id under which the object stands in the file. */
  String id(ObjectType type, ObjectId id) {
    return ambiguous.contains(id.value()) ? qualified(type, id.value()) : id.value();
  }

  /** The id of an event in a log of several sources says which. */
  String id(Event event) {
    return hasSeveralSources
        ? OcelEventFields.idInFile(event.source(), event.id())
        : event.id().value();
  }

  /** The type with which the attribute of the event type is declared. */
  OcelValueType typeOfEventAttribute(String eventType, String attribute) {
    return attributesOf(declarations.eventTypes(), eventType)
        .getOrDefault(attribute, OcelValueType.STRING);
  }

  /** The type with which the attribute of the object type is declared. */
  OcelValueType typeOfObjectAttribute(String objectType, String attribute) {
    return attributesOf(declarations.objectTypes(), objectType)
        .getOrDefault(attribute, OcelValueType.STRING);
  }

  private void declareSource() {
    for (Map<String, OcelValueType> attributes : declarations.eventTypes().values()) {
      attributes.putIfAbsent(OcelEventFields.SOURCE, OcelValueType.STRING);
    }
  }

  private void add(BusinessObject object) {
    ObjectRef reference = new ObjectRef(object.type(), object.id(), null);
    listed.add(reference);
    add(reference);
    object.links().forEach(this::refer);
    String type = object.type().value();
    Map<String, OcelValueType> known = attributesOf(declarations.objectTypes(), type);
    Map<String, OcelValueType> fixed = fromHeader.objectTypes().getOrDefault(type, Map.of());
    for (ObjectAttribute dated : object.attributes()) {
      Attribute attribute = OcelValues.flat(dated.attribute());
      if (!fixed.containsKey(attribute.key())) {
        join(known, attribute);
      }
    }
  }

  private void add(Event event) {
    String source = event.source().name();
    hasSeveralSources |= lastSource != null && !lastSource.equals(source);
    lastSource = source;
    event.objects().forEach(this::refer);
    Map<String, OcelValueType> known =
        attributesOf(declarations.eventTypes(), event.activity().value());
    OcelValues.ofEvent(event, false).forEach(attribute -> join(known, attribute));
  }

  private void refer(ObjectRef reference) {
    ObjectRef plain = new ObjectRef(reference.type(), reference.id(), null);
    if (!listed.contains(plain) && unlisted.add(plain)) {
      add(plain);
    }
  }

  private void add(ObjectRef reference) {
    String id = reference.id().value();
    ObjectType known = typesById.putIfAbsent(id, reference.type());
    if (known != null && !known.equals(reference.type())) {
      ambiguous.add(id);
    }
  }

  private void checkIds() {
    Stream.concat(listed.stream(), unlisted.stream())
        .filter(object -> ambiguous.contains(object.id().value()))
        .map(object -> qualified(object.type(), object.id().value()))
        .filter(typesById::containsKey)
        .findFirst()
        .ifPresent(
            id -> {
              throw new ThroughlineException(
                  ErrorCode.BAD_VALUE,
                  "OCEL wants object ids that are unique over all types; '%s' cannot be made so"
                      .formatted(id));
            });
  }

  private static String qualified(ObjectType type, String id) {
    return type.value() + ":" + id;
  }

  private static Map<String, OcelValueType> attributesOf(
      Map<String, Map<String, OcelValueType>> types, String name) {
    return types.computeIfAbsent(name, it -> new LinkedHashMap<>());
  }

  /** Values of several types are declared as the narrowest type that can hold them all. */
  private static void join(Map<String, OcelValueType> known, Attribute attribute) {
    AttributeValue value = attribute.value();
    known.merge(
        attribute.key(),
        OcelValueType.of(value),
        (first, second) -> {
          if (first == second) {
            return first;
          }
          Set<OcelValueType> both = Set.of(first, second);
          boolean numbers = both.equals(Set.of(OcelValueType.INTEGER, OcelValueType.FLOAT));
          return numbers ? OcelValueType.FLOAT : OcelValueType.STRING;
        });
  }
}
