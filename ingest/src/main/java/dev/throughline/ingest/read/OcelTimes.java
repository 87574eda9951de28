package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the timestamps of OCEL: ISO 8601 with {@code T} or a blank between date and time, with or
 * without seconds, fraction and offset. One without offset is local to the zone that was given, or
 * UTC, the convention of the standard's own examples.
 */
final class OcelTimes {
  private static final int DATE_LENGTH = 10;
  private static final int MAX_LENGTH = 64;
  private static final int MAX_YEAR = 9999;
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final @Nullable ZoneId zone;
  private boolean assumedUtc;

  OcelTimes(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /** Whether a timestamp without offset was read while no zone was given. */
  boolean assumedUtc() {
    return assumedUtc;
  }

  OffsetDateTime read(String field, String text) throws OcelDefect {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      throw defect(field, trimmed.substring(0, MAX_LENGTH) + "…", null);
    }
    try {
      TemporalAccessor time =
          FORMAT.parseBest(withT(trimmed), OffsetDateTime::from, LocalDateTime::from);
      OffsetDateTime moment =
          time instanceof OffsetDateTime exact ? exact : local(field, (LocalDateTime) time);
      if (moment.getYear() < 1 || moment.getYear() > MAX_YEAR) {
        throw defect(field, trimmed, "its year is not in 1..9999");
      }
      return moment;
    } catch (DateTimeException e) {
      throw defect(field, trimmed, null);
    }
  }

  private OffsetDateTime local(String field, LocalDateTime time) throws OcelDefect {
    if (zone == null) {
      assumedUtc = true;
      return time.atOffset(ZoneOffset.UTC);
    }
    if (zone.getRules().getValidOffsets(time).isEmpty()) {
      throw defect(field, time.toString(), "it does not exist in the time zone " + zone);
    }
    return time.atZone(zone).toOffsetDateTime();
  }

  private static String withT(String text) {
    if (text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ') {
      return text.substring(0, DATE_LENGTH)
          + 'T'
          + text.substring(DATE_LENGTH + 1).replace(" ", "");
    }
    return text;
  }

  private static OcelDefect defect(String field, String text, @Nullable String why) {
    String message = "'%s' is not an ISO 8601 timestamp".formatted(text);
    return new OcelDefect(
        ErrorCode.BAD_TIMESTAMP,
        field,
        why == null ? message : "'%s' is not accepted as timestamp: %s".formatted(text, why));
  }
}
