package dev.throughline.model;

import java.util.Locale;
import java.util.Optional;

/** The system in which an event was recorded, such as {@code wms.north}. Ordered by name. */
public record Source(String name) implements Comparable<Source> {
  public Source {
    Names.check("source", name);
  }

  /** The kind that the name starts with ({@code wms.north} is a WMS); empty for any other name. */
  public Optional<SystemKind> kind() {
    int dot = name.indexOf('.');
    String prefix = (dot < 0 ? name : name.substring(0, dot)).toUpperCase(Locale.ROOT);
    for (SystemKind kind : SystemKind.values()) {
      if (kind.name().equals(prefix)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(Source other) {
    return Names.compare(name, other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
