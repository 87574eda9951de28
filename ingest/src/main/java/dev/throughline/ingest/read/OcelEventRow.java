package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands an event over: once for each object of the leading type that it concerns, or once without a
 * case when no type leads.
 */
final class OcelEventRow implements EventRow {
  private static final int MAX_KEPT_NAMES = 10_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final @Nullable ObjectType leadingType;
  private final List<String> caseAttributes;
  private final OcelIndex index;
  private final LogSink sink;

  private final Utf8Slice caseId = new Utf8Slice();
  private final Utf8Slice activity = new Utf8Slice();
  private final Utf8Slice source = new Utf8Slice();
  private final Utf8Slice resource = new Utf8Slice();
  private final Utf8Slice role = new Utf8Slice();
  private final Utf8Slice caseAttribute = new Utf8Slice();
  private final Map<String, byte[]> encoded = new HashMap<>();
  private long occurredAtMicros;
  private long nextSequence;
  private long withoutCase;
  private @Nullable Event event;

  OcelEventRow(ReadOptions options, OcelIndex index, LogSink sink) {
    this.leadingType = options.leadingType();
    this.caseAttributes = options.caseAttributes();
    this.index = index;
    this.sink = sink;
  }

  /** The position of the next event of the file, accepted or not. */
  long nextSequence() {
    return nextSequence++;
  }

  void hand(Event next) {
    event = next;
    set(activity, next.activity().value());
    set(source, next.source().name());
    set(resource, next.resource());
    set(role, next.role());
    Instant at = next.occurredAt();
    occurredAtMicros = at.getEpochSecond() * MICROS_PER_SECOND + at.getNano() / NANOS_PER_MICRO;
    if (leadingType == null) {
      caseId.clear();
      sink.event(this);
    } else {
      handPerCase(next, leadingType);
    }
  }

  void remarkOnEventsWithoutCase(OcelRemarks remarks) {
    if (withoutCase > 0) {
      String message = "%d events concern no object of the type '%s' and belong to no case";
      remarks.add(
          ErrorCode.MISSING_FIELD, message.formatted(withoutCase, leadingType), 0, "relationships");
    }
  }

  /** An object that is related twice, with two qualifiers, is one case. */
  private void handPerCase(Event next, ObjectType type) {
    Set<String> handed = new HashSet<>();
    for (ObjectRef object : next.objects()) {
      if (object.type().equals(type) && handed.add(object.id().value())) {
        caseId.set(object.id().value());
        sink.event(this);
      }
    }
    if (handed.isEmpty()) {
      withoutCase++;
    }
  }

  private void set(Utf8Slice slice, @Nullable String text) {
    if (text == null) {
      slice.clear();
      return;
    }
    if (encoded.size() > MAX_KEPT_NAMES) {
      encoded.clear();
    }
    byte[] bytes = encoded.computeIfAbsent(text, it -> it.getBytes(StandardCharsets.UTF_8));
    slice.set(bytes, 0, bytes.length);
  }

  @Override
  public Utf8Slice caseId() {
    return caseId;
  }

  @Override
  public Utf8Slice activity() {
    return activity;
  }

  @Override
  public long occurredAtMicros() {
    return occurredAtMicros;
  }

  @Override
  public Utf8Slice source() {
    return source;
  }

  @Override
  public Utf8Slice resource() {
    return resource;
  }

  @Override
  public Utf8Slice role() {
    return role;
  }

  @Override
  public long sequence() {
    return toEvent().sequence();
  }

  @Override
  public Utf8Slice caseAttribute(int position) {
    if (position < 0 || position >= caseAttributes.size()) {
      throw new IndexOutOfBoundsException(
          "case attribute must be in 0..%d, was %d".formatted(caseAttributes.size() - 1, position));
    }
    return leadingType == null
        ? caseAttribute.clear()
        : caseAttribute.set(index.caseValue(caseId.toString(), position));
  }

  @Override
  public Event toEvent() {
    if (event == null) {
      throw new IllegalStateException("a row is valid only during the call that hands it over");
    }
    return event;
  }
}
