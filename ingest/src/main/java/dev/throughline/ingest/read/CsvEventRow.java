package dev.throughline.ingest.read;

import dev.throughline.ingest.read.CsvColumns.ObjectAt;
import dev.throughline.ingest.read.CsvPass.Fault;
import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The current row of a scanner as an event. What nobody asks for is not computed. */
final class CsvEventRow implements EventRow {
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final CsvScanner scanner;
  private final CsvColumns columns;
  private final Utf8Slice defaultSource;
  private final Utf8Slice caseId = new Utf8Slice();
  private final Utf8Slice activity = new Utf8Slice();
  private final Utf8Slice timestamp = new Utf8Slice();
  private final Utf8Slice eventId = new Utf8Slice();
  private final Utf8Slice source = new Utf8Slice();
  private final Utf8Slice resource = new Utf8Slice();
  private final Utf8Slice role = new Utf8Slice();
  private final Utf8Slice[] asked;
  private final Utf8Slice other = new Utf8Slice();
  private long occurredAtMicros;
  private long sequence = -1;

  CsvEventRow(CsvScanner scanner, CsvColumns columns, String sourceName) {
    this.scanner = scanner;
    this.columns = columns;
    asked = new Utf8Slice[columns.asked().size()];
    Arrays.setAll(asked, index -> new Utf8Slice());
    defaultSource = new Utf8Slice().set(new Source(sourceName).name());
  }

  /** Takes the scanner's row; what is wrong with it, or null. */
  @Nullable Fault next(TimestampParser times, CsvPass pass) {
    sequence++;
    Fault fault = pass.fault(columns.header().size());
    if (fault != null) {
      return fault;
    }
    fault = CsvPass.requiredFault(scanner.field(columns.caseId(), caseId), columns.caseId());
    if (fault != null) {
      return fault;
    }
    fault = CsvPass.requiredFault(scanner.field(columns.activity(), activity), columns.activity());
    if (fault != null) {
      return fault;
    }
    occurredAtMicros = times.micros(scanner.field(columns.timestamp(), timestamp));
    return occurredAtMicros < TimestampParser.FIRST_VALID
        ? pass.timestampFault(occurredAtMicros, timestamp, columns.timestamp())
        : nextOptional();
  }

  private @Nullable Fault nextOptional() {
    if (columns.eventId() >= 0) {
      Fault fault =
          CsvPass.requiredFault(scanner.field(columns.eventId(), eventId), columns.eventId());
      if (fault != null) {
        return fault;
      }
    }
    if (columns.source() >= 0) {
      Fault fault = CsvPass.idFault(scanner.field(columns.source(), source), columns.source());
      if (fault != null) {
        return fault;
      }
    }
    // By index: an iterator for each row of a large file is worth avoiding.
    for (int i = 0; i < columns.objects().size(); i++) {
      ObjectAt object = columns.objects().get(i);
      Fault fault = CsvPass.idFault(scanner.field(object.column(), other), object.column());
      if (fault != null) {
        return fault;
      }
    }
    return null;
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
    boolean named = columns.source() >= 0 && !isBlank(source);
    return named ? source : defaultSource;
  }

  private static boolean isBlank(Utf8Slice slice) {
    return slice.isEmpty() || (slice.bytes()[slice.offset()] <= ' ' && slice.toString().isBlank());
  }

  @Override
  public Utf8Slice resource() {
    return columns.resource() < 0 ? resource.clear() : scanner.field(columns.resource(), resource);
  }

  @Override
  public Utf8Slice role() {
    return columns.role() < 0 ? role.clear() : scanner.field(columns.role(), role);
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public Utf8Slice caseAttribute(int index) {
    int column = columns.asked().get(index);
    return column < 0 ? asked[index].clear() : scanner.field(column, asked[index]);
  }

  @Override
  public Event toEvent() {
    Utf8Slice performer = resource();
    Utf8Slice group = role();
    return new Event(
        id(),
        new Source(source().toString()),
        sequence,
        new Activity(activity.toString()),
        Instant.EPOCH.plus(occurredAtMicros, ChronoUnit.MICROS),
        null,
        performer.isEmpty() ? null : performer.toString(),
        group.isEmpty() ? null : group.toString(),
        objects(),
        attributes());
  }

  private EventId id() {
    return new EventId(
        columns.eventId() >= 0
            ? eventId.toString()
            : "row-" + sequence + "-" + HexFormat.of().toHexDigits(contentHash()));
  }

  /** FNV-1a over the row as it stands in the file, as UTF-8. */
  private long contentHash() {
    scanner.row(other);
    long hash = FNV_BASIS;
    for (int p = other.offset(); p < other.offset() + other.length(); p++) {
      hash = (hash ^ (other.bytes()[p] & 0xff)) * FNV_PRIME;
    }
    return hash;
  }

  private List<ObjectRef> objects() {
    List<ObjectRef> result = new ArrayList<>(1 + columns.objects().size());
    result.add(ObjectRef.ofCase(new CaseId(caseId.toString())));
    for (ObjectAt object : columns.objects()) {
      scanner.field(object.column(), other);
      if (!isBlank(other)) {
        result.add(
            new ObjectRef(object.type(), new ObjectId(other.toString()), object.qualifier()));
      }
    }
    return result;
  }

  private List<Attribute> attributes() {
    List<Attribute> result = new ArrayList<>(columns.attributes().size());
    for (int column : columns.attributes()) {
      scanner.field(column, other);
      if (!other.isEmpty()) {
        result.add(Attribute.text(columns.header().get(column), other.toString()));
      }
    }
    return result;
  }
}
