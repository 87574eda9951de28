package dev.throughline.ingest.read;

import dev.throughline.model.Activity;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectRef;
import dev.throughline.model.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/** The current row of a Parquet file, checked. */
final class ParquetEventRow implements EventRow {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MAX_YEAR = 9999;
  private static final int ID_HASH_BYTES = 8;

  private final ParquetLayout layout;
  private final ParquetTimestamp timestamps;
  private final String defaultSource;
  private final int maxChars;

  private final Map<ParquetColumn, AttributeValue> values = new HashMap<>();
  private final Utf8Slice caseId = new Utf8Slice();
  private final Utf8Slice activity = new Utf8Slice();
  private final Utf8Slice source = new Utf8Slice();
  private final Utf8Slice resource = new Utf8Slice();
  private final Utf8Slice role = new Utf8Slice();
  private final Utf8Slice asked = new Utf8Slice();
  private long occurredAtMicros;
  private long sequence;

  ParquetEventRow(ParquetLayout layout, ParquetTimestamp timestamps, ReadOptions options) {
    this.layout = layout;
    this.timestamps = timestamps;
    this.defaultSource = options.sourceName();
    this.maxChars = options.limits().maxFieldChars();
  }

  /** Takes the row over, or says what is wrong with it. */
  void set(Group row, long position) throws OcelDefect {
    sequence = position;
    readValues(row);
    caseId.set(required(layout.caseId));
    activity.set(required(layout.activity));
    occurredAtMicros = micros();
    if (layout.eventId != null) {
      required(layout.eventId);
    }
    String ownSource = text(layout.source);
    source.set(ownSource.isBlank() ? defaultSource : ownSource);
    resource.set(text(layout.resource));
    role.set(text(layout.role));
    checkName(layout.source);
    for (ParquetLayout.ObjectColumn object : layout.objects) {
      checkName(object.column());
    }
  }

  /** The row as text, as far as it could be read. */
  String raw() {
    StringBuilder raw = new StringBuilder();
    for (ParquetColumn column : layout.columns()) {
      raw.append(raw.isEmpty() ? "" : ", ").append(column.name()).append('=').append(text(column));
      if (raw.length() > maxChars) {
        break;
      }
    }
    return raw.toString();
  }

  /** The attributes of the row's case, in the order of the mapping. */
  List<Attribute> caseAttributes() {
    return attributes(layout.caseAttributes).stream()
        .map(it -> new Attribute(ParquetLayout.caseAttributeName(it.key()), it.value()))
        .toList();
  }

  private void readValues(Group row) throws OcelDefect {
    values.clear();
    OcelDefect first = null;
    for (ParquetColumn column : layout.columns()) {
      try {
        AttributeValue value = column.value(row);
        if (value != null) {
          values.put(column, value);
          checkLength(column, value);
        }
      } catch (IllegalArgumentException | DateTimeException e) {
        String message = "column '%s': %s".formatted(column.name(), e.getMessage());
        ErrorCode code = column.isTime() ? ErrorCode.BAD_TIMESTAMP : ErrorCode.BAD_VALUE;
        first = first == null ? new OcelDefect(code, column.name(), message) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void checkLength(ParquetColumn column, AttributeValue value) throws OcelDefect {
    if (value instanceof AttributeValue.Text text && text.value().length() > maxChars) {
      values.remove(column);
      throw new OcelDefect(
          ErrorCode.FIELD_TOO_LONG,
          column.name(),
          "column '%s' has more than the allowed %d characters".formatted(column.name(), maxChars));
    }
  }

  private String required(ParquetColumn column) throws OcelDefect {
    String text = text(column);
    if (text.isBlank()) {
      throw missing(column);
    }
    checkName(column);
    return text;
  }

  private void checkName(@Nullable ParquetColumn column) throws OcelDefect {
    String text = text(column);
    if (column != null && !text.isBlank() && !OcelAssembler.isName(text)) {
      throw new OcelDefect(
          ErrorCode.FIELD_TOO_LONG,
          column.name(),
          "column '%s' is too long for an id or name".formatted(column.name()));
    }
  }

  private long micros() throws OcelDefect {
    AttributeValue value = values.get(layout.timestamp);
    if (value == null) {
      throw missing(layout.timestamp);
    }
    if (!(value instanceof AttributeValue.Moment moment)) {
      return timestamps.micros(layout.timestamp.name(), text(layout.timestamp));
    }
    OffsetDateTime time = moment.value();
    if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
      throw new OcelDefect(
          ErrorCode.BAD_TIMESTAMP,
          layout.timestamp.name(),
          "the year of '%s' is not in 0..9999".formatted(time));
    }
    return time.toEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO;
  }

  private static OcelDefect missing(ParquetColumn column) {
    String message = "column '%s' has no value".formatted(column.name());
    return new OcelDefect(ErrorCode.MISSING_FIELD, column.name(), message);
  }

  private String text(@Nullable ParquetColumn column) {
    AttributeValue value = column == null ? null : values.get(column);
    return value == null ? "" : ParquetColumn.text(value);
  }

  private @Nullable String textOrNull(@Nullable ParquetColumn column) {
    String text = text(column);
    return text.isBlank() ? null : text;
  }

  private List<Attribute> attributes(List<ParquetColumn> columns) {
    List<Attribute> attributes = new ArrayList<>(columns.size());
    for (ParquetColumn column : columns) {
      AttributeValue value = values.get(column);
      if (value != null) {
        attributes.add(new Attribute(column.name(), value));
      }
    }
    return attributes;
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
    return sequence;
  }

  @Override
  public Utf8Slice caseAttribute(int index) {
    return asked.set(text(layout.asked.get(index)));
  }

  @Override
  public Event toEvent() {
    String id = text(layout.eventId);
    List<ObjectRef> objects = new ArrayList<>();
    objects.add(ObjectRef.ofCase(new CaseId(caseId.toString())));
    for (ParquetLayout.ObjectColumn object : layout.objects) {
      String objectId = text(object.column());
      if (!objectId.isBlank()) {
        objects.add(new ObjectRef(object.type(), new ObjectId(objectId), object.qualifier()));
      }
    }
    return new Event(
        new EventId(id.isEmpty() ? idOfContent() : id),
        new Source(source.toString()),
        sequence,
        new Activity(activity.toString()),
        instant(occurredAtMicros),
        null,
        textOrNull(layout.resource),
        textOrNull(layout.role),
        objects,
        attributes(layout.eventAttributes));
  }

  /** The row's position, and a hash that tells it from the same row of a corrected file. */
  private String idOfContent() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ParquetColumn column : layout.columns()) {
        String field = column.name() + '\0' + text(column) + '\0';
        digest.update(field.getBytes(StandardCharsets.UTF_8));
      }
      String hash = HexFormat.of().formatHex(digest.digest(), 0, ID_HASH_BYTES);
      return "row-" + sequence + "-" + hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }
}
