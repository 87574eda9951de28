package dev.throughline.model;

/** The id of a business object, unique within its type. */
public record ObjectId(String value) implements Comparable<ObjectId> {
  public ObjectId {
    Names.check("object id", value);
  }

  @Override
  public int compareTo(ObjectId other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
