package dev.throughline.mining.trace;

import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.model.Activity;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One line of a fixture.
 *
 * @param resource empty when not known
 * @param role empty when not known
 * @param caseAttributes values in the order of the block's columns; those left out are empty
 */
public record LoggedEvent(
    String caseId,
    String activity,
    long micros,
    String source,
    String resource,
    String role,
    List<String> caseAttributes) {
  public static final long MINUTE = 60_000_000;

  public LoggedEvent {
    caseAttributes = List.copyOf(caseAttributes);
  }

  /** An event so many minutes after the epoch. */
  public static LoggedEvent event(String caseId, String activity, long minute) {
    return new LoggedEvent(caseId, activity, minute * MINUTE, "erp", "", "", List.of());
  }

  public LoggedEvent at(long newMicros) {
    return new LoggedEvent(caseId, activity, newMicros, source, resource, role, caseAttributes);
  }

  public LoggedEvent from(String newSource) {
    return new LoggedEvent(caseId, activity, micros, newSource, resource, role, caseAttributes);
  }

  public LoggedEvent by(String newResource) {
    return new LoggedEvent(caseId, activity, micros, source, newResource, role, caseAttributes);
  }

  public LoggedEvent as(String newRole) {
    return new LoggedEvent(caseId, activity, micros, source, resource, newRole, caseAttributes);
  }

  public LoggedEvent in(String... values) {
    return new LoggedEvent(caseId, activity, micros, source, resource, role, List.of(values));
  }

  /** The event as a reader hands it over. */
  public EventRow row(long sequence) {
    return new Row(this, sequence);
  }

  private record Row(LoggedEvent event, long sequence) implements EventRow {
    @Override
    public Utf8Slice caseId() {
      return slice(event.caseId);
    }

    @Override
    public Utf8Slice activity() {
      return slice(event.activity);
    }

    @Override
    public long occurredAtMicros() {
      return event.micros;
    }

    @Override
    public Utf8Slice source() {
      return slice(event.source);
    }

    @Override
    public Utf8Slice resource() {
      return slice(event.resource);
    }

    @Override
    public Utf8Slice role() {
      return slice(event.role);
    }

    @Override
    public Utf8Slice caseAttribute(int index) {
      return slice(index < event.caseAttributes.size() ? event.caseAttributes.get(index) : "");
    }

    @Override
    public Event toEvent() {
      return new Event(
          new EventId(Long.toString(sequence)),
          new Source(event.source),
          sequence,
          new Activity(event.activity),
          Instant.EPOCH.plus(event.micros, ChronoUnit.MICROS),
          null,
          event.resource.isEmpty() ? null : event.resource,
          event.role.isEmpty() ? null : event.role,
          List.of(ObjectRef.ofCase(new CaseId(event.caseId))),
          List.of());
    }

    private static Utf8Slice slice(String text) {
      return new Utf8Slice().set(text);
    }
  }
}
