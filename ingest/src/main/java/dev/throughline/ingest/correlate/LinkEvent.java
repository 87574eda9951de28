package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What correlation knows of an event.
 *
 * @param number tells events apart; results do not depend on it otherwise
 * @param objects what the event refers to, each once, sorted
 * @param quantity null when the event has none
 */
public record LinkEvent(long number, List<ObjectKey> objects, @Nullable BigDecimal quantity) {
  public LinkEvent {
    objects = List.copyOf(new TreeSet<>(objects));
    quantity = quantity == null ? null : quantity.stripTrailingZeros();
  }

  /** The objects of one type; empty when there is none. */
  List<ObjectKey> of(ObjectType type) {
    List<ObjectKey> found = List.of();
    for (ObjectKey object : objects) {
      if (object.type().equals(type)) {
        found = found.isEmpty() ? List.of(object) : plus(found, object);
      }
    }
    return found;
  }

  private static List<ObjectKey> plus(List<ObjectKey> some, ObjectKey one) {
    List<ObjectKey> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }

  boolean has(ObjectType type) {
    return !of(type).isEmpty();
  }

  boolean hasAny(Collection<ObjectType> types) {
    for (ObjectKey object : objects) {
      if (types.contains(object.type())) {
        return true;
      }
    }
    return false;
  }
}
