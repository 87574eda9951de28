package dev.throughline.api.web;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.insights.MinedLog;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.ObjectType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The filter of a page: what is chosen, what can be chosen, and chips to take each choice back.
 *
 * @param leadingTypes empty when there is nothing to choose
 */
record FilterForm(
    Bound from,
    Bound to,
    List<AttributeField> attributes,
    List<Choice> leadingTypes,
    List<Chip> chips) {
  private static final int MAX_BOXES = 12;
  private static final int MAX_SUGGESTIONS = 300;
  private static final int MAX_ATTRIBUTES = 40;

  /**
   * A bound of the period.
   *
   * @param type of the input: a bound within a day does not fit into a date field
   */
  record Bound(String name, String type, String value) {
    static Bound of(String name, @Nullable Instant instant) {
      boolean day = instant == null || instant.equals(Shown.startOfDay(instant));
      return new Bound(name, day ? "date" : "text", instant == null ? "" : Shown.bound(instant));
    }
  }

  /** A value that may be chosen. */
  record Choice(String value, boolean chosen) {}

  /**
   * A case attribute.
   *
   * @param boxes values with a box to tick: the chosen ones, and the first others if there are few
   * @param suggestions for a field that takes a value without a box; empty when all have one
   */
  record AttributeField(
      String label, String name, int chosen, List<Choice> boxes, List<String> suggestions) {}

  /** A choice that is in force, and the address without it. */
  record Chip(String text, String without) {}

  static FilterForm of(MinedLog mined, LogQuestion question, PageAddress address) {
    TraceFilter filter = question.query().filter();
    List<AttributeField> fields = new ArrayList<>();
    mined
        .attributes()
        .forEach((name, values) -> fields.add(field(name, values, chosen(filter, name))));
    return new FilterForm(
        Bound.of(LogQuestion.FROM, filter.from()),
        Bound.of(LogQuestion.TO, filter.to()),
        fields.size() > MAX_ATTRIBUTES ? fields.subList(0, MAX_ATTRIBUTES) : fields,
        leadingTypes(mined),
        chips(address));
  }

  private static SortedSet<String> chosen(TraceFilter filter, String name) {
    return filter.attributes().getOrDefault(name, new TreeSet<>());
  }

  private static AttributeField field(
      String name, SortedSet<String> values, SortedSet<String> chosen) {
    boolean few = values.size() <= MAX_BOXES;
    List<Choice> boxes =
        (few ? values : chosen)
            .stream().map(value -> new Choice(value, chosen.contains(value))).toList();
    List<String> suggestions = few ? List.of() : values.stream().limit(MAX_SUGGESTIONS).toList();
    return new AttributeField(
        name, LogQuestion.ATTRIBUTE + name, chosen.size(), boxes, suggestions);
  }

  private static List<Choice> leadingTypes(MinedLog mined) {
    List<ObjectType> types = mined.summary().objectTypes();
    return types.size() < 2
        ? List.of()
        : types.stream()
            .map(type -> new Choice(type.value(), type.equals(mined.leadingType())))
            .toList();
  }

  private static List<Chip> chips(PageAddress address) {
    List<Chip> chips = new ArrayList<>();
    MultiValueMap<String, String> parameters = address.parameters();
    parameters.forEach(
        (name, values) -> {
          String label = label(name);
          if (label != null) {
            values.forEach(
                value -> chips.add(new Chip(label + value, address.without(name, value).path())));
          }
        });
    return chips;
  }

  private static @Nullable String label(String name) {
    if (name.startsWith(LogQuestion.ATTRIBUTE)) {
      return name.substring(LogQuestion.ATTRIBUTE.length()) + " = ";
    }
    return switch (name) {
      case LogQuestion.FROM -> "starts from ";
      case LogQuestion.TO -> "starts before ";
      default -> null;
    };
  }
}
