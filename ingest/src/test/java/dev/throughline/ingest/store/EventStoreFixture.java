package dev.throughline.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

/**
 * What the contract tests share: a store, a log of its own for each test, and short words for both.
 */
abstract class EventStoreFixture {
  private static final AtomicLong NUMBER = new AtomicLong();
  static final ObjectType ORDER = new ObjectType("order");

  EventStore store;
  LogName log;

  /** A store that may hold other logs. */
  protected abstract EventStore newStore();

  @BeforeEach
  void setUp() {
    store = newStore();
    log = new LogName("contract log " + NUMBER.incrementAndGet());
  }

  ImportRun begin(String sha256) {
    return block(store.begin(new ImportRequest(log, "log.csv", sha256, "", LogHeader.EMPTY)));
  }

  ImportRun append(ImportRun run, Event... events) {
    return block(store.append(run.id(), batch(events)));
  }

  void appendObjects(ImportRun run, BusinessObject... objects) {
    block(store.append(run.id(), new EventBatch(List.of(), List.of(objects), List.of())));
  }

  ImportRun finish(ImportRun run) {
    return block(store.finish(run.id()));
  }

  List<Event> events() {
    return store.events(log).collectList().block();
  }

  static EventBatch batch(Event... events) {
    return new EventBatch(List.of(events), List.of(), List.of());
  }

  static Event event(String id, String activity, int second) {
    return new Event(
        new EventId(id),
        new Source("erp"),
        second,
        new Activity(activity),
        Instant.parse("2026-03-01T00:00:00Z").plusSeconds(second),
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  static Event at(String id, Instant at) {
    return ordered(at, "erp", 0, id);
  }

  static Event withSource(String source, String id) {
    return ordered(Instant.EPOCH, source, 0, id);
  }

  static Event ordered(Instant at, String source, long sequence, String id) {
    return new Event(
        new EventId(id),
        new Source(source),
        sequence,
        new Activity("A"),
        at,
        null,
        null,
        null,
        List.of(),
        List.of());
  }

  static Event withObjects(String id, int second, String... orders) {
    Event event = event(id, "A", second);
    List<ObjectRef> references =
        Arrays.stream(orders).map(o -> new ObjectRef(ORDER, new ObjectId(o), null)).toList();
    return new Event(
        event.id(),
        event.source(),
        event.sequence(),
        event.activity(),
        event.occurredAt(),
        null,
        null,
        null,
        references,
        List.of());
  }

  static BusinessObject object(String id, List<ObjectAttribute> attributes, List<ObjectRef> links) {
    return new BusinessObject(ORDER, new ObjectId(id), attributes, links);
  }

  static ObjectAttribute since(String key, String value, Instant since) {
    return new ObjectAttribute(Attribute.text(key, value), since);
  }

  static Rejection rejection(long line, String field, String raw) {
    return new Rejection(
        ErrorCode.BAD_TIMESTAMP, "no such month", new Location("log.csv", line, field), raw);
  }

  static <T> T block(Mono<T> mono) {
    T value = mono.block();
    assertThat(value).isNotNull();
    return value;
  }

  static void assertThatCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ThroughlineException.class, error -> assertThat(error.code()).isEqualTo(code));
  }
}
