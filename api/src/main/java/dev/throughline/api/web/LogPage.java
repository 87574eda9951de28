package dev.throughline.api.web;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.insights.MapQuestion;
import dev.throughline.api.insights.MinedLog;
import dev.throughline.api.insights.MiningResponse;
import dev.throughline.mining.engine.MiningResult;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What all tabs of a log's page have in common.
 *
 * @param population what every number on the page is about: how many cases and events, of how many
 * @param kept state that the form of this tab does not show but must not lose
 */
record LogPage(
    String name,
    String period,
    List<Tab> tabs,
    FilterForm filter,
    String population,
    String filterSentence,
    List<Field> kept,
    String action,
    String apiPath,
    String commandLine,
    MiningResponse.ManifestResponse manifest) {

  /** One tab. */
  record Tab(String label, String path, boolean current) {}

  /** A hidden field. */
  record Field(String name, String value) {}

  /** The tabs in their order: address part, label, and the API resource with the same numbers. */
  enum Kind {
    MAP("", "Map", "graph"),
    VARIANTS("variants", "Variants", "variants"),
    DURATIONS("durations", "Durations", "durations"),
    HANDOFFS("handoffs", "Rework & handoffs", "handoffs"),
    DATA("data", "Data", "graph");

    final String path;
    final String label;
    final String resource;

    Kind(String path, String label, String resource) {
      this.path = path;
      this.label = label;
      this.resource = resource;
    }
  }

  /**
   * Puts together the frame of a tab.
   *
   * @param everything the same log without filter
   */
  static LogPage of(
      Kind kind, MinedLog mined, MiningResult everything, LogQuestion question, PageAddress page) {
    FilterForm filter = FilterForm.of(mined, question, page);
    MultiValueMap<String, String> asked = question.toParameters();
    return new LogPage(
        mined.summary().name().value(),
        period(mined.result()),
        tabs(kind, page),
        filter,
        population(mined.result(), everything),
        filter.chips().isEmpty()
            ? "no filter"
            : String.join(" · ", filter.chips().stream().map(FilterForm.Chip::text).toList()),
        kept(kind, page),
        Links.log(page.log(), kind.path, Links.NO_PARAMETERS),
        Links.api(page.log(), kind.resource, asked),
        CommandLine.mine(mined.summary().name().value(), asked),
        MiningResponse.ManifestResponse.from(mined.result().manifest()));
  }

  private static String period(MiningResult result) {
    return result.firstAt() == null
        ? "no events"
        : Shown.minute(result.firstAt()) + " to " + Shown.minute(result.lastAt()) + " UTC";
  }

  private static List<Tab> tabs(Kind current, PageAddress page) {
    List<Tab> tabs = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      tabs.add(new Tab(kind.label, page.tab(kind.path).path(), kind == current));
    }
    return tabs;
  }

  private static String population(MiningResult result, MiningResult everything) {
    String events = Shown.count(result.events(), "event", "events");
    if (result.cases() == everything.cases()) {
      return "all " + Shown.count(result.cases(), "case", "cases") + ", " + events;
    }
    return "%s of %s (%s), %s"
        .formatted(
            Shown.count(result.cases()),
            Shown.count(everything.cases(), "case", "cases"),
            Shown.share(result.cases(), everything.cases()),
            events);
  }

  private static List<Field> kept(Kind kind, PageAddress page) {
    MultiValueMap<String, String> state = new LinkedMultiValueMap<>();
    if (kind != Kind.MAP) {
      MapQuestion.NAMES.stream()
          .sorted()
          .filter(page.parameters()::containsKey)
          .forEach(name -> state.addAll(name, page.parameters().getOrDefault(name, List.of())));
    }
    if (kind != Kind.HANDOFFS && page.parameters().containsKey(LogQuestion.HANDOFFS)) {
      state.addAll(
          LogQuestion.HANDOFFS, page.parameters().getOrDefault(LogQuestion.HANDOFFS, List.of()));
    }
    List<Field> fields = new ArrayList<>();
    state.forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return fields;
  }
}
