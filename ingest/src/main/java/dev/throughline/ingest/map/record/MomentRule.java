package dev.throughline.ingest.map.record;

import dev.throughline.ingest.map.TimestampFormat;
import dev.throughline.model.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments of one format. A local time that the clock skipped is no moment; one that it showed
 * twice is the first of the two. Years 1 to 9999.
 *
 * @param zone of times without offset; null when there is none
 * @param digits the fast way for a format of digits; null when it needs the general one
 */
record MomentRule(
    Template template,
    TimestampFormat format,
    @Nullable ZoneId zone,
    @Nullable DigitsPattern digits) {
  private static final long FIRST_SECOND = -62_135_596_800L; // 0001-01-01T00:00:00Z
  private static final long LAST_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
  private static final int MAX_CHARS = 64;
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  static MomentRule of(Template template, TimestampFormat format, @Nullable ZoneId zone) {
    DigitsPattern digits =
        format.layout() == TimestampFormat.Layout.PATTERN
            ? DigitsPattern.of(format.toString())
            : null;
    return new MomentRule(template, format, zone, digits);
  }

  OffsetDateTime required(RecordValues values, String what) throws RecordDefect {
    return read(template.required(values, what), values);
  }

  /** Null when the record does not say. */
  @Nullable OffsetDateTime ifAny(RecordValues values) throws RecordDefect {
    String text = template.value(values);
    return text == null ? null : read(text, values);
  }

  private OffsetDateTime read(String text, RecordValues values) throws RecordDefect {
    try {
      OffsetDateTime moment = text.length() > MAX_CHARS ? null : parse(text);
      if (moment != null && isInRange(moment)) {
        return moment;
      }
      throw defect("'%s' is not a moment of the format %s".formatted(shown(text), format), values);
    } catch (NoMoment local) {
      throw defect(String.valueOf(local.getMessage()), values);
    }
  }

  private RecordDefect defect(String message, RecordValues values) {
    return new RecordDefect(ErrorCode.BAD_TIMESTAMP, template.pointer(values), message);
  }

  private static String shown(String text) {
    return FieldRule.shown(text);
  }

  private static boolean isInRange(OffsetDateTime moment) {
    long second = moment.toEpochSecond();
    return second >= FIRST_SECOND && second <= LAST_SECOND;
  }

  /** Why a local time is no moment. */
  private static final class NoMoment extends Exception {
    NoMoment(String message) {
      super(message, null, false, false);
    }
  }

  private @Nullable OffsetDateTime parse(String text) throws NoMoment {
    try {
      return switch (format.layout()) {
        case ISO -> iso(text);
        case EPOCH_SECONDS -> epoch(new BigDecimal(text), 9);
        case EPOCH_MILLIS -> epoch(new BigDecimal(text), 6);
        case PATTERN -> pattern(text);
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException notThisFormat) {
      return null;
    }
  }

  private static @Nullable OffsetDateTime epoch(BigDecimal count, int scale) {
    if (Math.abs((long) count.scale()) > MAX_CHARS) {
      return null;
    }
    BigDecimal nanos = count.movePointRight(scale).setScale(0, RoundingMode.FLOOR);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue())
        .atOffset(ZoneOffset.UTC);
  }

  private @Nullable OffsetDateTime iso(String text) throws NoMoment {
    OffsetDateTime moment = Rfc3339.parse(text);
    return moment == null ? moment(ISO.parse(text)) : moment;
  }

  private @Nullable OffsetDateTime pattern(String text) throws NoMoment {
    if (digits != null) {
      LocalDateTime local = digits.parse(text);
      return local == null ? null : atZone(local, zone);
    }
    return moment(format.formatter().parse(text));
  }

  private @Nullable OffsetDateTime moment(TemporalAccessor parsed) throws NoMoment {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null) {
      return null;
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    ZoneId own = parsed.query(TemporalQueries.zone());
    return atZone(local, own == null ? zone : own);
  }

  private static OffsetDateTime atZone(LocalDateTime local, @Nullable ZoneId zone) throws NoMoment {
    if (zone == null) {
      throw new NoMoment("The time %s has no offset, and the mapping no zone".formatted(local));
    }
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new NoMoment("The clocks in %s never showed %s".formatted(zone, local));
    }
    return OffsetDateTime.of(local, offsets.get(0));
  }
}
