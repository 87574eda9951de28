package dev.throughline.ingest.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The smallest format that has everything an import meets: a line is an event ({@code case activity
 * second}), {@code ! text} is rejected, {@code # case text} is an object, {@code end} breaks off.
 */
public final class LinesReader implements LogReader {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @Override
  public void read(Path file, ReadOptions options, LogSink sink) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted");
        }
        number++;
        handOver(line.split(" ", 3), number, line, new Location(name, number, null), sink);
      }
    }
  }

  private static void handOver(
      String[] parts, long number, String line, Location place, LogSink sink) {
    switch (parts[0]) {
      case "end" ->
          throw new ThroughlineException(ErrorCode.MALFORMED_FILE, "the file breaks off", place);
      case "!" -> sink.reject(new Rejection(ErrorCode.BAD_VALUE, "not an event", place, line));
      case "#" -> sink.object(object(parts[1], parts[2]));
      default -> sink.event(new Row(event(parts, number), parts[0]));
    }
  }

  private static BusinessObject object(String id, String value) {
    return new BusinessObject(
        ObjectType.CASE,
        new ObjectId(id),
        List.of(new ObjectAttribute(Attribute.text("about", value), Instant.EPOCH)),
        List.of());
  }

  private static Event event(String[] parts, long number) {
    return new Event(
        new EventId("line " + number),
        new Source("lines"),
        number,
        new Activity(parts[1]),
        START.plusSeconds(Long.parseLong(parts[2])),
        null,
        null,
        null,
        List.of(ObjectRef.ofCase(new CaseId(parts[0]))),
        List.of());
  }

  private record Row(Event toEvent, String id) implements EventRow {
    @Override
    public Utf8Slice caseId() {
      return new Utf8Slice().set(id);
    }

    @Override
    public Utf8Slice activity() {
      return new Utf8Slice().set(toEvent.activity().value());
    }

    @Override
    public long occurredAtMicros() {
      return toEvent.occurredAt().getEpochSecond() * 1_000_000;
    }

    @Override
    public Utf8Slice source() {
      return new Utf8Slice().set(toEvent.source().name());
    }

    @Override
    public Utf8Slice resource() {
      return new Utf8Slice();
    }

    @Override
    public Utf8Slice role() {
      return new Utf8Slice();
    }

    @Override
    public long sequence() {
      return toEvent.sequence();
    }

    @Override
    public Utf8Slice caseAttribute(int index) {
      return new Utf8Slice();
    }
  }
}
