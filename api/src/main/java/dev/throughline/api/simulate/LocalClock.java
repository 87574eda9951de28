package dev.throughline.api.simulate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/** The clocks on the retailer's walls. Local times are milliseconds since 1970 on that clock. */
public final class LocalClock {
  public static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
  public static final long MINUTE = 60_000;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;
  private static final int THURSDAY = 3; // 1970-01-01, counted from Monday

  private final long[] changes;
  private final int[] offsets;

  /**
   * @param days after the date in which times are asked for; later ones have the last offset
   */
  public LocalClock(LocalDate from, int days) {
    ZoneRules rules = ZONE.getRules();
    Instant end = from.plusDays(days).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant at = from.minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<Long> times = new ArrayList<>();
    List<Integer> seconds = new ArrayList<>(List.of(rules.getOffset(at).getTotalSeconds()));
    ZoneOffsetTransition next = rules.nextTransition(at);
    while (next != null && next.getInstant().isBefore(end)) {
      times.add(next.getInstant().toEpochMilli());
      seconds.add(next.getOffsetAfter().getTotalSeconds());
      next = rules.nextTransition(next.getInstant());
    }
    changes = times.stream().mapToLong(Long::longValue).toArray();
    offsets = seconds.stream().mapToInt(Integer::intValue).toArray();
  }

  public long toLocal(long millis) {
    int i = 0;
    while (i < changes.length && millis >= changes[i]) {
      i++;
    }
    return millis + offsets[i] * 1000L;
  }

  /** A local time that the clocks show twice or never is taken by the offset before the change. */
  public long toMillis(long local) {
    int i = 0;
    while (i < changes.length && local - offsets[i] * 1000L >= changes[i]) {
      i++;
    }
    return local - offsets[i] * 1000L;
  }

  /** Days since 1970-01-01 on the local calendar. */
  public long day(long millis) {
    return Math.floorDiv(toLocal(millis), DAY);
  }

  /** 0 for Monday to 6 for Sunday. */
  public static int weekday(long day) {
    return (int) Math.floorMod(day + THURSDAY, 7L);
  }

  /**
   * The moment itself when work is being done then, or some minutes after work begins again.
   *
   * @param workdays how many days of the week, from Monday
   */
  public long working(long millis, int opens, int closes, int workdays, Dice dice) {
    long local = toLocal(millis);
    long day = Math.floorDiv(local, DAY);
    long time = local - day * DAY;
    if (weekday(day) < workdays && time >= opens * HOUR && time < closes * HOUR) {
      return millis;
    }
    if (time >= closes * HOUR) {
      day++;
    }
    while (weekday(day) >= workdays) {
      day++;
    }
    return Math.max(millis, toMillis(day * DAY + opens * HOUR + dice.between(0, 90 * MINUTE)));
  }

  /** Within the hours of an office. */
  public long office(long millis, Dice dice) {
    return working(millis, 8, 17, 5, dice);
  }
}
