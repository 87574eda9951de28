package dev.throughline.api.simulate.purchase;

import dev.throughline.api.simulate.LocalClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Numbers and times as the systems write them. */
final class Figures {
  /** {@code 12.50} of 1250. */
  static String cents(long cents) {
    return decimal(cents, 2);
  }

  /** {@code 12.500} of 12500. */
  static String millis(long millis) {
    return decimal(millis, 3);
  }

  /** {@code 12.5} of 12500, {@code 12} of 12000. */
  static String shortest(long millis) {
    String text = decimal(millis, 3);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }

  private static String decimal(long scaled, int places) {
    String digits = Long.toString(Math.abs(scaled));
    String padded = "0".repeat(Math.max(0, places + 1 - digits.length())) + digits;
    int point = padded.length() - places;
    return (scaled < 0 ? "-" : "") + padded.substring(0, point) + "." + padded.substring(point);
  }

  static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  /** {@code 20260301}. */
  static String compactDate(long day) {
    LocalDate date = LocalDate.ofEpochDay(day);
    return Long.toString(
        date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth());
  }

  /** {@code 101500}. */
  static String compactTime(long localMillis) {
    long second = Math.floorMod(localMillis, LocalClock.DAY) / 1000;
    return padded(second / 3600 * 10_000 + second / 60 % 60 * 100 + second % 60, 6);
  }

  /** {@code 2026-03-01T10:15:00+01:00}. */
  static String withOffset(long millis, LocalClock clock) {
    long local = clock.toLocal(millis);
    return OffsetDateTime.of(
            LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1000), 0, ZoneOffset.UTC),
            ZoneOffset.ofTotalSeconds((int) ((local - millis) / 1000)))
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private Figures() {}
}
