package dev.throughline.model;

/** A kind of business object, such as 'purchase order line'. */
public record ObjectType(String value) implements Comparable<ObjectType> {
  /** The leading object of a log that has plain cases (CSV, XES) and names no business object. */
  public static final ObjectType CASE = new ObjectType("case");

  public ObjectType {
    Names.check("object type", value);
  }

  @Override
  public int compareTo(ObjectType other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
