package dev.throughline.mining.engine;

import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.model.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;

class LocalTraceLogTest extends TraceLogContract {
  @Override
  protected TraceLog load(LogFixture log, SplittableRandom division) {
    TraceBlockBuilder builder =
        new TraceBlockBuilder(
            new TraceColumns(EnumSet.allOf(HandoffBy.class), log.attributeNames()));
    log.events().forEach(event -> builder.add(new FixtureRow(log, event)));
    Origin origin = new Origin("fixture", "", log.events().size() + 1, "case");
    return new LocalTraceLog(builder.build(), origin, division.nextInt(1, 9));
  }

  @Override
  protected int seeds() {
    return 200;
  }

  private record FixtureRow(LogFixture log, Event event) implements EventRow {
    @Override
    public Utf8Slice caseId() {
      return slice(LogFixture.caseOf(event).value());
    }

    @Override
    public Utf8Slice activity() {
      return slice(event.activity().value());
    }

    @Override
    public long occurredAtMicros() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, event.occurredAt());
    }

    @Override
    public Utf8Slice source() {
      return slice(event.source().name());
    }

    @Override
    public Utf8Slice resource() {
      return slice(event.resource());
    }

    @Override
    public Utf8Slice role() {
      return slice(event.role());
    }

    @Override
    public long sequence() {
      return event.sequence();
    }

    @Override
    public Utf8Slice caseAttribute(int index) {
      Map<String, String> attributes =
          log.attributes().getOrDefault(LogFixture.caseOf(event), Map.of());
      return slice(attributes.get(log.attributeNames().get(index)));
    }

    @Override
    public Event toEvent() {
      return event;
    }

    private static Utf8Slice slice(String text) {
      return text == null ? new Utf8Slice() : new Utf8Slice().set(text);
    }
  }
}
