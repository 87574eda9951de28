package dev.throughline.ingest.read;

import dev.throughline.model.AttributeValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A column of single values, and how each is read: what has a time is a moment, what has a number a
 * number, the rest text. NaN, which many tools write for 'no value', is none.
 */
final class ParquetColumn {
  private static final int INT96_BYTES = 12;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final String name;
  private final int index;
  private final PrimitiveTypeName primitive;
  private final @Nullable LogicalTypeAnnotation logical;
  private final @Nullable ZoneId zone;

  /**
   * @param index of the column among those that are read
   * @param zone of local timestamps; null leaves them local
   */
  ParquetColumn(PrimitiveType type, int index, @Nullable ZoneId zone) {
    this.name = type.getName();
    this.index = index;
    this.primitive = type.getPrimitiveTypeName();
    this.logical = type.getLogicalTypeAnnotation();
    this.zone = zone;
  }

  String name() {
    return name;
  }

  /** Whether its values are moments, though perhaps local ones. */
  boolean isTime() {
    return primitive == PrimitiveTypeName.INT96
        || logical instanceof TimestampLogicalTypeAnnotation
        || logical instanceof DateLogicalTypeAnnotation;
  }

  /** Whether its moments have no offset and need a time zone. */
  boolean isLocalTime() {
    return logical instanceof DateLogicalTypeAnnotation
        || (logical instanceof TimestampLogicalTypeAnnotation stamp && !stamp.isAdjustedToUTC());
  }

  /**
   * The value in the row; null when it has none.
   *
   * @throws IllegalArgumentException when the bytes are no value of the column's type
   */
  @Nullable AttributeValue value(Group row) {
    if (row.getFieldRepetitionCount(index) == 0) {
      return null;
    }
    return switch (primitive) {
      case BOOLEAN -> new AttributeValue.Flag(row.getBoolean(index, 0));
      case INT32 -> whole(row.getInteger(index, 0));
      case INT64 -> whole(row.getLong(index, 0));
      case FLOAT -> {
        float number = row.getFloat(index, 0);
        yield Float.isNaN(number) ? null : real(Float.toString(number));
      }
      case DOUBLE -> {
        double number = row.getDouble(index, 0);
        yield Double.isNaN(number) ? null : real(Double.toString(number));
      }
      case INT96 -> moment(julian(row.getInt96(index, 0).getBytes()));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> bytes(row.getBinary(index, 0).getBytes());
    };
  }

  /** The value as text, for a look at the file; empty when there is none or it is broken. */
  String sampleText(Group row) {
    try {
      AttributeValue value = value(row);
      return value == null ? "" : text(value);
    } catch (IllegalArgumentException | DateTimeException brokenValue) {
      return ""; // the reader rejects the row
    }
  }

  static String text(AttributeValue value) {
    return value instanceof AttributeValue.Identifier id
        ? id.value().toString()
        : OcelValueType.text(value);
  }

  private AttributeValue whole(long number) {
    if (logical instanceof TimestampLogicalTypeAnnotation stamp) {
      Instant instant = instant(number, stamp.getUnit());
      return stamp.isAdjustedToUTC()
          ? moment(instant)
          : local(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      LocalDate date = LocalDate.ofEpochDay(number);
      return zone == null ? new AttributeValue.Text(date.toString()) : local(date.atStartOfDay());
    }
    if (logical instanceof TimeLogicalTypeAnnotation time) {
      Instant instant = instant(number, time.getUnit());
      LocalTime clock = LocalTime.ofInstant(instant, ZoneOffset.UTC);
      return new AttributeValue.Text(clock.toString());
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new AttributeValue.Real(BigDecimal.valueOf(number, decimal.getScale()));
    }
    return new AttributeValue.Whole(unsigned(number));
  }

  private long unsigned(long number) {
    boolean isUnsigned = logical instanceof IntLogicalTypeAnnotation type && !type.isSigned();
    if (isUnsigned && primitive == PrimitiveTypeName.INT32) {
      return Integer.toUnsignedLong((int) number);
    }
    if (isUnsigned && number < 0) {
      throw new IllegalArgumentException("the number is larger than 64 bits with a sign");
    }
    return number;
  }

  private AttributeValue bytes(byte[] bytes) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal && bytes.length > 0) {
      return new AttributeValue.Real(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
    }
    if (logical instanceof UUIDLogicalTypeAnnotation && bytes.length == 2 * Long.BYTES) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new AttributeValue.Identifier(new UUID(buffer.getLong(), buffer.getLong()));
    }
    if (!CsvUtf8.isValid(bytes, 0, bytes.length)) {
      throw new IllegalArgumentException("the bytes are not text in UTF-8");
    }
    return new AttributeValue.Text(new String(bytes, StandardCharsets.UTF_8));
  }

  private AttributeValue local(LocalDateTime time) {
    if (zone == null) {
      return new AttributeValue.Text(time.toString());
    }
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      throw new IllegalArgumentException("the clocks in %s never showed %s".formatted(zone, time));
    }
    return new AttributeValue.Moment(time.atZone(zone).toOffsetDateTime());
  }

  private static AttributeValue moment(Instant instant) {
    return new AttributeValue.Moment(instant.atOffset(ZoneOffset.UTC));
  }

  private static AttributeValue real(String number) {
    return new AttributeValue.Real(OcelValueType.canonical(new BigDecimal(number)));
  }

  private static Instant instant(long number, TimeUnit unit) {
    long perSecond =
        switch (unit) {
          case MILLIS -> 1_000;
          case MICROS -> 1_000_000;
          case NANOS -> 1_000_000_000;
        };
    long nanos = Math.floorMod(number, perSecond) * (1_000_000_000 / perSecond);
    return Instant.ofEpochSecond(Math.floorDiv(number, perSecond), nanos);
  }

  /** Nanoseconds of the day, then the Julian day: the old way, which Spark and Impala wrote. */
  private static Instant julian(byte[] bytes) {
    if (bytes.length != INT96_BYTES) {
      throw new IllegalArgumentException("a timestamp of 96 bits has " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long day = buffer.getInt() - JULIAN_DAY_OF_EPOCH;
    return Instant.ofEpochSecond(day * 86_400, nanos);
  }
}
