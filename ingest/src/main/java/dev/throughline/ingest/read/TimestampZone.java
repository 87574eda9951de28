package dev.throughline.ingest.read;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns local times of one zone into UTC. A time that the clock skipped (the hour lost in spring)
 * is a problem; a time that it showed twice (autumn) is taken as the first of the two. Not safe for
 * threads.
 */
final class TimestampZone {
  /*
   * The rules of a zone are slow to ask and nearly all days have one offset, so the offset of a
   * whole local day is remembered in a direct-mapped table; a day with a transition is not.
   */
  private static final int DAYS = 2048;
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long NO_DAY = Long.MIN_VALUE;

  private final @Nullable ZoneRules rules;
  private final long[] days = new long[DAYS];
  private final int[] offsets = new int[DAYS];

  /**
   * @param zone null when none was given: then every local time is a problem
   */
  TimestampZone(@Nullable ZoneId zone) {
    rules = zone == null ? null : zone.getRules();
    Arrays.fill(days, NO_DAY);
  }

  /**
   * Microseconds since 1970-01-01T00:00:00Z, or one of the problems of {@link TimestampParser}.
   *
   * @param localSecond seconds since 1970-01-01T00:00:00 on the local clock
   */
  long toMicros(long localSecond, int microsOfSecond) {
    if (rules == null) {
      return TimestampParser.NO_TIME_ZONE;
    }
    long day = Math.floorDiv(localSecond, SECONDS_PER_DAY);
    int slot = (int) (day & (DAYS - 1));
    if (days[slot] != day && !remember(rules, day, slot)) {
      return slowly(rules, localSecond, microsOfSecond);
    }
    return (localSecond - offsets[slot]) * TimestampParser.MICROS_PER_SECOND + microsOfSecond;
  }

  private boolean remember(ZoneRules rules, long day, int slot) {
    LocalDateTime start = local(day * SECONDS_PER_DAY);
    if (rules.getValidOffsets(start).size() != 1) {
      return false;
    }
    ZoneOffset offset = rules.getOffset(start);
    ZoneOffsetTransition next = rules.nextTransition(start.toInstant(offset));
    if (next != null && isWithinDay(next, start)) {
      return false;
    }
    days[slot] = day;
    offsets[slot] = offset.getTotalSeconds();
    return true;
  }

  private static boolean isWithinDay(ZoneOffsetTransition transition, LocalDateTime start) {
    LocalDateTime end = start.plusDays(1);
    return transition.getDateTimeBefore().isBefore(end)
        || transition.getDateTimeAfter().isBefore(end);
  }

  private static long slowly(ZoneRules rules, long localSecond, int microsOfSecond) {
    var offsets = rules.getValidOffsets(local(localSecond));
    if (offsets.isEmpty()) {
      return TimestampParser.NO_SUCH_LOCAL_TIME;
    }
    long second = localSecond - offsets.get(0).getTotalSeconds();
    return second * TimestampParser.MICROS_PER_SECOND + microsOfSecond;
  }

  private static LocalDateTime local(long localSecond) {
    return LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
  }
}
