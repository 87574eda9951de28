package dev.throughline.model;

/** The name under which a log is stored and shown. */
public record LogName(String value) implements Comparable<LogName> {
  public LogName {
    Names.check("log name", value);
  }

  @Override
  public int compareTo(LogName other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
