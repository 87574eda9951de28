package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Everything that a reader handed over, in memory. */
public final class ReadLog implements LogSink {
  public final List<LogHeader> headers = new ArrayList<>();
  public final List<BusinessObject> objects = new ArrayList<>();
  public final List<Event> events = new ArrayList<>();
  public final List<Rejection> rejections = new ArrayList<>();
  public final List<Rejection> findings = new ArrayList<>();

  /** What the slices of each accepted row said, joined by bars. */
  public final List<String> rows = new ArrayList<>();

  private final Function<EventRow, String> columns;

  private ReadLog(Function<EventRow, String> columns) {
    this.columns = columns;
  }

  public static ReadLog of(LogReader reader, Path file, ReadOptions options) throws IOException {
    int caseAttributes = options.caseAttributes().size();
    ReadLog log = new ReadLog(row -> describe(row, caseAttributes));
    reader.read(file, options, log);
    return log;
  }

  private static String describe(EventRow row, int caseAttributes) {
    StringBuilder text = new StringBuilder();
    text.append(row.sequence()).append('|').append(row.caseId()).append('|');
    text.append(row.activity()).append('|').append(row.occurredAtMicros()).append('|');
    text.append(row.source()).append('|').append(row.resource()).append('|').append(row.role());
    for (int i = 0; i < caseAttributes; i++) {
      text.append('|').append(row.caseAttribute(i));
    }
    return text.toString();
  }

  @Override
  public void header(LogHeader header) {
    headers.add(header);
  }

  @Override
  public void object(BusinessObject object) {
    objects.add(object);
  }

  @Override
  public void event(EventRow row) {
    rows.add(columns.apply(row));
    events.add(row.toEvent());
  }

  @Override
  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  @Override
  public void finding(Rejection finding) {
    findings.add(finding);
  }
}
