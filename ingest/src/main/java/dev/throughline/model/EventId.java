package dev.throughline.model;

/** The id of an event in its source; unique there. */
public record EventId(String value) implements Comparable<EventId> {
  public EventId {
    Names.check("event id", value);
  }

  @Override
  public int compareTo(EventId other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
