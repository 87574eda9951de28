package dev.throughline.ingest.store;

import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One log in memory. The store that holds it guards it. */
final class StoredLog {
  private final LogName name;
  private final Set<EventKey> keys = new HashSet<>();
  private final List<Event> events = new ArrayList<>();
  private final Set<ObjectType> objectTypes = new TreeSet<>();
  final ObjectMerge objects = new ObjectMerge();
  LogHeader header = LogHeader.EMPTY;
  Instant importedAt = Instant.EPOCH;
  long quarantined;

  StoredLog(LogName name) {
    this.name = name;
  }

  LogName name() {
    return name;
  }

  /** Whether the event is new; a known one changes nothing. */
  boolean add(Event event) {
    if (!keys.add(new EventKey(event.source(), event.id()))) {
      return false;
    }
    events.add(event);
    event.objects().forEach(object -> objectTypes.add(object.type()));
    return true;
  }

  List<Event> events() {
    return events.stream().sorted(Event.ORDER).toList();
  }

  List<CaseEvent> eventsByCase(ObjectType leadingType) {
    return events.stream()
        .flatMap(event -> casesOf(event, leadingType))
        .sorted(
            Comparator.comparing(CaseEvent::caseId).thenComparing(CaseEvent::event, Event.ORDER))
        .toList();
  }

  private static Stream<CaseEvent> casesOf(Event event, ObjectType leadingType) {
    return event.objects().stream()
        .filter(object -> object.type().equals(leadingType))
        .map(ObjectRef::id)
        .map(ObjectId::value)
        .distinct()
        .map(id -> new CaseEvent(new CaseId(id), event));
  }

  LogSummary summary() {
    return new LogSummary(
        name,
        events.size(),
        quarantined,
        events.size(),
        events.stream().map(Event::occurredAt).min(Comparator.naturalOrder()).orElse(null),
        events.stream().map(Event::occurredAt).max(Comparator.naturalOrder()).orElse(null),
        importedAt,
        List.copyOf(objectTypes),
        0);
  }

  private record EventKey(Source source, EventId id) {}
}
