package dev.throughline.api.insights;

import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.engine.LocalTraceLog;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue.Text;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Loads a stored log into this process: the kernels without Spark. For small logs of tests. */
public final class StoreTraceLogs implements TraceLogLoader {
  private final EventStore store;

  public StoreTraceLogs(EventStore store) {
    this.store = store;
  }

  @Override
  public TraceLog load(LogName log, ObjectType leadingType, long watermark) {
    Map<String, Map<String, String>> cases = new HashMap<>();
    TreeSet<String> names = new TreeSet<>();
    for (BusinessObject object : store.objects(log).toIterable()) {
      if (object.type().equals(leadingType)) {
        Map<String, String> values = texts(object);
        names.addAll(values.keySet());
        cases.put(object.id().value(), values);
      }
    }
    List<String> attributes = List.copyOf(names);
    TraceBlockBuilder builder =
        new TraceBlockBuilder(new TraceColumns(EnumSet.allOf(HandoffBy.class), attributes));
    for (Event event : store.events(log).toIterable()) {
      event.objects().stream()
          .filter(object -> object.type().equals(leadingType))
          .map(object -> object.id().value())
          .distinct()
          .forEach(
              id -> builder.add(new Row(event, id, attributes, cases.getOrDefault(id, Map.of()))));
    }
    Origin origin = new Origin(log.value(), "in-memory", watermark, leadingType.value());
    return new LocalTraceLog(builder.build(), origin, 1);
  }

  private static Map<String, String> texts(BusinessObject object) {
    Map<String, String> values = new HashMap<>();
    object
        .attributes()
        .forEach(
            valued -> {
              Attribute attribute = valued.attribute();
              if (attribute.value() instanceof Text text) {
                values.put(attribute.key(), text.value());
              }
            });
    return values;
  }

  private record Row(Event event, String id, List<String> names, Map<String, String> values)
      implements EventRow {
    @Override
    public Utf8Slice caseId() {
      return new Utf8Slice().set(id);
    }

    @Override
    public Utf8Slice activity() {
      return new Utf8Slice().set(event.activity().value());
    }

    @Override
    public long occurredAtMicros() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, event.occurredAt());
    }

    @Override
    public Utf8Slice source() {
      return new Utf8Slice().set(event.source().name());
    }

    @Override
    public Utf8Slice resource() {
      return new Utf8Slice().set(event.resource() == null ? "" : event.resource());
    }

    @Override
    public Utf8Slice role() {
      return new Utf8Slice().set(event.role() == null ? "" : event.role());
    }

    @Override
    public long sequence() {
      return event.sequence();
    }

    @Override
    public Utf8Slice caseAttribute(int index) {
      return new Utf8Slice().set(values.getOrDefault(names.get(index), ""));
    }

    @Override
    public Event toEvent() {
      return event;
    }
  }
}
