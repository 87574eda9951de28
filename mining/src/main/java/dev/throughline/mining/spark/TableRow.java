package dev.throughline.mining.spark;

import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.Utf8Slice;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.ThroughlineException;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A row of an {@link EventTable} as mining sees it, without an object per field. Spark keeps
 * timestamps as microseconds since the epoch, so no time zone is involved.
 */
final class TableRow implements EventRow {
  private static final int CASE_ID = 0;
  private static final int ACTIVITY = 1;
  private static final int OCCURRED_AT = 2;
  private static final int SOURCE = 3;
  private static final int SEQUENCE = 4;
  private static final int EVENT_ID = 5;
  private static final int ROLE = 6;
  private static final int RESOURCE = 7;
  private static final int ATTRIBUTES = 8;

  private final Utf8Slice[] texts;
  private final @Nullable CaseAttributeTable attributes;
  private UTF8String caseId = UTF8String.EMPTY_UTF8;
  private long occurredAtMicros;
  private long sequence;

  /** Rows whose columns include the case attributes. */
  TableRow(int caseAttributes) {
    this(ATTRIBUTES + caseAttributes, null);
  }

  /** Rows whose case attributes stand in a table of their own. */
  TableRow(CaseAttributeTable attributes) {
    this(ATTRIBUTES + 1, attributes);
  }

  private TableRow(int columns, @Nullable CaseAttributeTable attributes) {
    this.texts = new Utf8Slice[columns];
    Arrays.setAll(texts, column -> new Utf8Slice());
    this.attributes = attributes;
  }

  /** Takes the row's values, which stay Spark's; valid until Spark moves on. */
  TableRow read(InternalRow row) {
    for (int column = 0; column < row.numFields(); column++) {
      if (column != OCCURRED_AT && column != SEQUENCE && column != EVENT_ID) {
        set(texts[column], row.isNullAt(column) ? null : row.getUTF8String(column));
      }
    }
    check(row, CASE_ID);
    check(row, ACTIVITY);
    check(row, SOURCE);
    check(row, OCCURRED_AT);
    check(row, SEQUENCE);
    occurredAtMicros = row.getLong(OCCURRED_AT);
    sequence = row.getLong(SEQUENCE);
    caseId = row.getUTF8String(CASE_ID);
    return this;
  }

  private static void set(Utf8Slice slice, @Nullable UTF8String text) {
    if (text == null) {
      slice.clear();
    } else if (text.getBaseObject() instanceof byte[] bytes) {
      slice.set(bytes, (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), text.numBytes());
    } else {
      byte[] copy = text.getBytes();
      slice.set(copy, 0, copy.length);
    }
  }

  private void check(InternalRow row, int column) {
    boolean number = column == OCCURRED_AT || column == SEQUENCE;
    if (number ? row.isNullAt(column) : texts[column].isEmpty()) {
      throw new ThroughlineException(
          ErrorCode.MISSING_FIELD,
          "every event of a table must have a value for '%s'; one of case '%s' has none"
              .formatted(EventTable.EVENT_SCHEMA.fieldNames()[column], texts[CASE_ID]));
    }
  }

  @Override
  public Utf8Slice caseId() {
    return texts[CASE_ID];
  }

  @Override
  public Utf8Slice activity() {
    return texts[ACTIVITY];
  }

  @Override
  public long occurredAtMicros() {
    return occurredAtMicros;
  }

  @Override
  public Utf8Slice source() {
    return texts[SOURCE];
  }

  @Override
  public Utf8Slice resource() {
    return texts[RESOURCE];
  }

  @Override
  public Utf8Slice role() {
    return texts[ROLE];
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public Utf8Slice caseAttribute(int index) {
    if (attributes == null) {
      return texts[ATTRIBUTES + index];
    }
    set(texts[ATTRIBUTES], attributes.value(caseId, index));
    return texts[ATTRIBUTES];
  }

  @Override
  public Event toEvent() {
    throw new UnsupportedOperationException("a row read for mining does not hold a whole event");
  }
}
