package dev.throughline.api.insights;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A question about a stored log as an address writes it: {@code from} and {@code to} (a date or an
 * instant, in UTC), {@code attribute.NAME} (repeatable), {@code leadingType} and {@code handoffs}.
 *
 * @param leadingType null for the log's first
 */
public record LogQuestion(LogName log, @Nullable ObjectType leadingType, MiningQuery query) {
  public static final String FROM = "from";
  public static final String TO = "to";
  public static final String LEADING_TYPE = "leadingType";
  public static final String HANDOFFS = "handoffs";
  public static final String ATTRIBUTE = "attribute.";

  private static final Set<String> NAMES = Set.of(FROM, TO, LEADING_TYPE, HANDOFFS);

  /**
   * Reads a question.
   *
   * @param others names of parameters that the caller reads itself
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a parameter that does not exist or cannot
   *     be read; {@code LOG_NOT_FOUND} for a name that no log can have
   */
  public static LogQuestion of(
      String log, MultiValueMap<String, String> parameters, Set<String> others) {
    parameters.keySet().forEach(name -> checkKnown(name, others));
    String leadingType = first(parameters, LEADING_TYPE);
    return new LogQuestion(
        logName(log),
        leadingType == null ? null : new ObjectType(leadingType),
        new MiningQuery(filter(parameters), handoffs(first(parameters, HANDOFFS))));
  }

  /** The name of a log in an address. */
  public static LogName logName(String log) {
    if (log.isBlank()) {
      throw new ThroughlineException(ErrorCode.LOG_NOT_FOUND, "a log's name is not blank");
    }
    return new LogName(log);
  }

  private static void checkKnown(String name, Set<String> others) {
    if (!NAMES.contains(name) && !others.contains(name) && !name.startsWith(ATTRIBUTE)) {
      throw bad("there is no parameter '" + name + "'");
    }
  }

  private static TraceFilter filter(MultiValueMap<String, String> parameters) {
    SortedMap<String, SortedSet<String>> attributes = new TreeMap<>();
    parameters.forEach(
        (name, values) -> {
          if (name.startsWith(ATTRIBUTE)) {
            SortedSet<String> wanted = new TreeSet<>(values);
            wanted.remove(""); // an empty choice of a form is no choice
            if (!wanted.isEmpty()) {
              attributes.put(name.substring(ATTRIBUTE.length()), wanted);
            }
          }
        });
    return new TraceFilter(
        instant(FROM, first(parameters, FROM)), instant(TO, first(parameters, TO)), attributes);
  }

  private static @Nullable Instant instant(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException wrong) {
      throw bad(
          name
              + " must be a date (2026-01-31) or an instant (2026-01-31T08:00:00Z), was '"
              + text
              + "'");
    }
  }

  private static HandoffBy handoffs(@Nullable String text) {
    if (text == null) {
      return HandoffBy.SYSTEM;
    }
    for (HandoffBy by : HandoffBy.values()) {
      if (by.name().toLowerCase(Locale.ROOT).equals(text)) {
        return by;
      }
    }
    throw bad("handoffs must be system, role or resource, was '" + text + "'");
  }

  private static @Nullable String first(MultiValueMap<String, String> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw bad("the parameter '" + name + "' may be given once");
    }
    return values.isEmpty() || values.get(0).isEmpty() ? null : values.get(0);
  }

  private static ThroughlineException bad(String sentence) {
    return new ThroughlineException(ErrorCode.BAD_ARGUMENT, sentence);
  }

  /** The parameters that ask this question again, in a fixed order. */
  public MultiValueMap<String, String> toParameters() {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    if (leadingType != null) {
      parameters.add(LEADING_TYPE, leadingType.value());
    }
    TraceFilter filter = query.filter();
    if (filter.from() != null) {
      parameters.add(FROM, filter.from().toString());
    }
    if (filter.to() != null) {
      parameters.add(TO, filter.to().toString());
    }
    filter
        .attributes()
        .forEach((name, values) -> parameters.addAll(ATTRIBUTE + name, List.copyOf(values)));
    if (query.handoffBy() != HandoffBy.SYSTEM) {
      parameters.add(HANDOFFS, query.handoffBy().name().toLowerCase(Locale.ROOT));
    }
    return parameters;
  }
}
