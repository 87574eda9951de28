package dev.throughline.api.commandline;

import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cases are in. */
final class FilterOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only cases that start at or after this (2026-01-31 or ISO 8601 with offset).")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only cases that start before this.")
  private @Nullable String to;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "Only cases with this value of a case attribute. Repeat for more values.")
  private List<String> attributes = new ArrayList<>();

  TraceFilter filter() {
    TreeMap<String, SortedSet<String>> values = new TreeMap<>();
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      if (equals < 1) {
        throw bad("--attribute takes NAME=VALUE, was '%s'".formatted(attribute));
      }
      values
          .computeIfAbsent(attribute.substring(0, equals), name -> new TreeSet<>())
          .add(attribute.substring(equals + 1));
    }
    return new TraceFilter(instant("--from", from), instant("--to", to), values);
  }

  private static @Nullable Instant instant(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notATime) {
      throw bad(
          "%s takes a date (UTC) or an ISO 8601 time with offset, was '%s'"
              .formatted(option, text));
    }
  }

  private static ThroughlineException bad(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }
}
