package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import java.util.Comparator;

/** An object that events refer to, whatever it is to them. Ordered by type and id. */
public record ObjectKey(ObjectType type, ObjectId id) implements Comparable<ObjectKey> {
  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::type).thenComparing(ObjectKey::id);

  public static ObjectKey of(String type, String id) {
    return new ObjectKey(new ObjectType(type), new ObjectId(id));
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type + " " + id;
  }
}
