package dev.throughline.ingest.read;

import dev.throughline.ingest.map.TimestampFormat;
import dev.throughline.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads timestamps that a Parquet file holds as text or as plain numbers. Not safe for threads. */
final class ParquetTimestamp {
  private final TimestampFormat format;
  private final @Nullable ZoneId zone;
  private final TimestampParser parser;

  ParquetTimestamp(String format, @Nullable ZoneId zone) {
    this.format = TimestampFormat.of(format);
    this.zone = zone;
    this.parser = TimestampParser.of(this.format, zone);
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  long micros(String column, String text) throws OcelDefect {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long micros = parser.micros(bytes, 0, bytes.length);
    if (micros >= TimestampParser.FIRST_VALID) {
      return micros;
    }
    boolean needsZone = micros == TimestampParser.NO_TIME_ZONE;
    throw new OcelDefect(
        needsZone ? ErrorCode.TIME_ZONE_NEEDED : ErrorCode.BAD_TIMESTAMP,
        column,
        TimestampParser.sentence(micros, text, format, zone));
  }
}
