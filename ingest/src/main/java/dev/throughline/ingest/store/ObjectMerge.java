package dev.throughline.ingest.store;

import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Merges what several messages say about objects: an attribute is known by its key and {@code
 * since}; a later value replaces an earlier one in its place, and equal links are one. Not safe for
 * use by several threads.
 */
public final class ObjectMerge {
  private final Map<Key, Known> objects =
      new TreeMap<>(Comparator.comparing(Key::type).thenComparing(Key::id));

  public ObjectMerge add(BusinessObject object) {
    Known known =
        objects.computeIfAbsent(new Key(object.type(), object.id()), absent -> new Known());
    for (ObjectAttribute attribute : object.attributes()) {
      known.attributes.put(
          new AttributeKey(attribute.attribute().key(), attribute.since()), attribute.attribute());
    }
    known.links.addAll(object.links());
    return this;
  }

  public ObjectMerge addAll(List<BusinessObject> added) {
    added.forEach(this::add);
    return this;
  }

  /** Each object once, by type and id; attributes and links in the order of their first arrival. */
  public List<BusinessObject> result() {
    return objects.entrySet().stream()
        .map(entry -> entry.getValue().toObject(entry.getKey()))
        .toList();
  }

  private record Key(ObjectType type, ObjectId id) {}

  private record AttributeKey(String key, Instant since) {}

  private static final class Known {
    private final Map<AttributeKey, Attribute> attributes = new LinkedHashMap<>();
    private final Set<ObjectRef> links = new LinkedHashSet<>();

    private BusinessObject toObject(Key key) {
      List<ObjectAttribute> merged =
          attributes.entrySet().stream()
              .map(entry -> new ObjectAttribute(entry.getValue(), entry.getKey().since()))
              .toList();
      return new BusinessObject(key.type(), key.id(), merged, List.copyOf(links));
    }
  }
}
