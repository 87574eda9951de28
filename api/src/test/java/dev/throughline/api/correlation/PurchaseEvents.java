package dev.throughline.api.correlation;

import dev.throughline.ingest.correlate.LinkEvent;
import dev.throughline.ingest.correlate.LinkEvents;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores events of the correlation's tests: their numbers are their order of arrival. */
public final class PurchaseEvents {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  /**
   * Stores events that are written as {@link LinkEvents#event} reads them, each behind its system
   * and activity: {@code "erp.main Purchase order released: line 1/10, po 1, sku A, qty 5"}. They
   * happen an hour after each other.
   */
  public static void store(EventStore store, LogName log, String... lines) {
    List<Event> events = new ArrayList<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      int colon = line.indexOf(": ");
      LinkEvent event = LinkEvents.event(events.size() + 1L, line.substring(colon + 2));
      events.add(event(event, line.substring(0, space), line.substring(space + 1, colon)));
    }
    append(store, log, events);
  }

  static void store(EventStore store, LogName log, List<LinkEvent> events) {
    append(store, log, events.stream().map(e -> event(e, "erp.main", "Something done")).toList());
  }

  private static void append(EventStore store, LogName log, List<Event> events) {
    ImportRequest request =
        new ImportRequest(log, "test", events.get(0).id().value(), "", LogHeader.EMPTY);
    ImportRun run = store.begin(request).block();
    store.append(run.id(), new EventBatch(events, List.of(), List.of())).block();
    store.finish(run.id()).block();
  }

  private static Event event(LinkEvent event, String source, String activity) {
    List<Attribute> attributes =
        event.quantity() == null
            ? List.of()
            : List.of(
                Attribute.text("note", "quantity 99"),
                new Attribute("quantity", new AttributeValue.Real(event.quantity())));
    return new Event(
        new EventId("e" + event.number()),
        new Source(source),
        event.number(),
        new Activity(activity),
        START.plusSeconds(3600 * event.number()),
        null,
        "user " + event.number() % 3,
        null,
        event.objects().stream().map(o -> new ObjectRef(o.type(), o.id(), null)).toList(),
        attributes);
  }

  private PurchaseEvents() {}
}
