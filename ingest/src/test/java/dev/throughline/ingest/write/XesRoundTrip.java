package dev.throughline.ingest.write;

import dev.throughline.ingest.read.ReadLog;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.read.XesReader;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads XES, writes what was read, and shows both in a form that can be compared. */
final class XesRoundTrip {

  static ReadLog read(Path file) throws IOException {
    return ReadLog.of(new XesReader(), file, ReadOptions.defaults("erp"));
  }

  static void write(LogContent content, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      new XesWriter().write(content, out);
    }
  }

  static LogContent content(ReadLog log) {
    return content(log.headers.get(0), mergedObjects(log.objects), log.events);
  }

  static LogContent content(LogHeader header, List<BusinessObject> objects, List<Event> events) {
    return new LogContent() {
      @Override
      public LogHeader header() {
        return header;
      }

      @Override
      public Stream<BusinessObject> objects() {
        return objects.stream()
            .sorted(Comparator.comparing(BusinessObject::type).thenComparing(BusinessObject::id));
      }

      @Override
      public Stream<Event> events() {
        return events.stream().sorted(Event.ORDER);
      }

      @Override
      public Stream<CaseEvent> eventsByCase(ObjectType leadingType) {
        TreeMap<ObjectId, List<Event>> cases = new TreeMap<>();
        events()
            .forEach(
                event ->
                    event.objects().stream()
                        .filter(object -> object.type().equals(leadingType))
                        .forEach(
                            object ->
                                cases
                                    .computeIfAbsent(object.id(), id -> new ArrayList<>())
                                    .add(event)));
        return cases.entrySet().stream()
            .flatMap(
                entry ->
                    entry.getValue().stream()
                        .map(event -> new CaseEvent(new CaseId(entry.getKey().value()), event)));
      }
    };
  }

  private static List<BusinessObject> mergedObjects(List<BusinessObject> objects) {
    Map<ObjectId, Set<ObjectAttribute>> merged = new TreeMap<>();
    for (BusinessObject object : objects) {
      merged.computeIfAbsent(object.id(), id -> new LinkedHashSet<>()).addAll(object.attributes());
    }
    return merged.entrySet().stream()
        .map(
            entry ->
                new BusinessObject(
                    ObjectType.CASE,
                    entry.getKey(),
                    List.copyOf(entry.getValue()),
                    List.<ObjectRef>of()))
        .toList();
  }

  /**
   * Every trace by its id with its attributes and its events in their total order; the position in
   * the file is left out, because traces are written in the order of their ids.
   */
  static Map<String, String> canonical(ReadLog log) {
    Map<String, String> traces = new TreeMap<>();
    for (BusinessObject object : mergedObjects(log.objects)) {
      List<Attribute> attributes =
          object.attributes().stream().map(ObjectAttribute::attribute).toList();
      traces.put(object.id().value(), attributes + "\n");
    }
    for (Event event : log.events.stream().sorted(Event.ORDER).toList()) {
      String id = event.objects().stream().map(o -> o.id().value()).collect(Collectors.joining());
      traces.merge(id, describe(event), String::concat);
    }
    return traces;
  }

  private static String describe(Event event) {
    return String.join(
            " | ",
            event.activity().value(),
            event.occurredAt().toString(),
            String.valueOf(event.recordedAt()),
            event.source().name(),
            String.valueOf(event.resource()),
            String.valueOf(event.role()),
            event.attributes().toString())
        + "\n";
  }

  private XesRoundTrip() {}
}
