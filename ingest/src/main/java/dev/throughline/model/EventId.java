package dev.throughline.model;

/** The id of an event in its source; unique there. */
public record EventId(String value) implements Comparable<EventId> {
  public EventId {
    Names.check("event id", value);
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
