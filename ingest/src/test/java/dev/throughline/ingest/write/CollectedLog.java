package dev.throughline.ingest.write;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A log in memory: what a reader hands over, and what a writer takes. */
public final class CollectedLog implements LogSink, LogContent {
  public LogHeader header = LogHeader.EMPTY;
  public final List<BusinessObject> objects = new ArrayList<>();
  public final List<Event> events = new ArrayList<>();
  public final List<String> cases = new ArrayList<>();
  public final List<Rejection> rejections = new ArrayList<>();
  public final List<Rejection> findings = new ArrayList<>();

  public static CollectedLog read(LogReader reader, Path file, ReadOptions options)
      throws IOException {
    CollectedLog log = new CollectedLog();
    reader.read(file, options, log);
    return log;
  }

  public static byte[] write(LogWriter writer, LogContent content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(content, out);
    return out.toByteArray();
  }

  @Override
  public void header(LogHeader found) {
    header = found;
  }

  @Override
  public void object(BusinessObject object) {
    objects.add(object);
  }

  @Override
  public void event(EventRow row) {
    events.add(row.toEvent());
    cases.add(row.caseId().toString());
  }

  @Override
  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  @Override
  public void finding(Rejection finding) {
    findings.add(finding);
  }

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
    return events()
        .flatMap(
            event ->
                event.objects().stream()
                    .filter(object -> object.type().equals(leadingType))
                    .map(ObjectRef::id)
                    .distinct()
                    .map(id -> new CaseEvent(new CaseId(id.value()), event)))
        .sorted(Comparator.comparing(CaseEvent::caseId));
  }
}
