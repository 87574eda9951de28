package dev.throughline.ingest.correlate;

import dev.throughline.model.ObjectType;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;

/** What the events that name a case and an item say about it: the order, not what came of it. */
final class CaseFacts {
  private final TreeSet<ObjectKey> items = new TreeSet<>();
  private final TreeSet<BigDecimal> quantities = new TreeSet<>();

  void add(LinkEvent event, List<ObjectType> itemTypes) {
    if (event.hasAny(itemTypes)) {
      itemTypes.forEach(type -> items.addAll(event.of(type)));
      if (event.quantity() != null) {
        quantities.add(event.quantity());
      }
    }
  }

  /** The items of the type; empty when they are not known. */
  List<ObjectKey> items(ObjectType type) {
    return items.stream().filter(item -> item.type().equals(type)).toList();
  }

  /** The items of the event that are the case's, too. */
  List<ObjectKey> agreed(LinkEvent event, ObjectType type) {
    return event.of(type).stream().filter(items::contains).toList();
  }

  boolean agrees(LinkEvent event, ObjectType type) {
    return event.of(type).stream().anyMatch(items::contains);
  }

  /** Whether both have items of the type, and none in common. */
  boolean differs(LinkEvent event, ObjectType type) {
    return event.has(type) && !items(type).isEmpty() && !agrees(event, type);
  }

  boolean hasQuantityOf(LinkEvent event) {
    return event.quantity() != null && quantities.contains(event.quantity());
  }

  List<BigDecimal> quantities() {
    return List.copyOf(quantities);
  }
}
