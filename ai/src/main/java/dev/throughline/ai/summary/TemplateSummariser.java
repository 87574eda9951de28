package dev.throughline.ai.summary;

import dev.throughline.ai.triage.Advice;
import dev.throughline.model.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Fills a template with the facts; needs no model and is always there. */
public final class TemplateSummariser implements Summariser {
  /** Names the template; grows with every change of its words. */
  public static final String NAME = "template/1";

  private static final int MOST_FACTS = 6;

  /** What people ask for first; the facts that a finding has of these are said, in this order. */
  private static final List<String> TOLD =
      List.of(
          "ordered quantity",
          "announced quantity",
          "received quantity",
          "damaged quantity",
          "posted quantity",
          "invoiced quantity",
          "order price",
          "invoice price",
          "order unit",
          "received unit",
          "invoice unit",
          "invoice count",
          "receive to post hours",
          "invoice to approval hours",
          "invoice before receipt hours",
          "requester",
          "approver");

  @Override
  public Summary summarise(Finding finding, Advice advice) {
    return new Summary(text(finding, advice), NAME, Summary.Outcome.TEMPLATE, null);
  }

  static String text(Finding finding, Advice advice) {
    SummaryFacts all = SummaryFacts.of(finding, advice);
    Map<String, String> facts = new HashMap<>(all.shown());
    facts.putAll(all.quoted());
    List<String> sentences = new ArrayList<>();
    sentences.add(opening(facts));
    sentences.add(parties(facts));
    sentences.add(quantities(facts));
    sentences.add(
        "Most likely reason: %s (%s by %s)."
            .formatted(
                facts.get("most likely reason"),
                facts.get("probability of the reason"),
                advice.advisedBy().startsWith("rules/") ? "rules" : "a model"));
    sentences.removeIf(String::isEmpty);
    return String.join(" ", sentences);
  }

  private static String opening(Map<String, String> facts) {
    String type = facts.getOrDefault("exception", "");
    String where = facts.containsKey("case") ? " in case " + facts.get("case") : "";
    return "%s%s%s, open since %s: %s at stake."
        .formatted(
            type.substring(0, 1).toUpperCase(Locale.ROOT),
            type.substring(1),
            where,
            facts.get("open since"),
            facts.get("at stake"));
  }

  private static String parties(Map<String, String> facts) {
    StringJoiner parties = new StringJoiner(", ");
    for (String name : List.of("supplier", "site")) {
      if (facts.containsKey(name)) {
        parties.add(name + " " + facts.get(name));
      }
    }
    return sentence(parties.toString());
  }

  private static String quantities(Map<String, String> facts) {
    StringJoiner told = new StringJoiner(", ");
    TOLD.stream()
        .filter(facts::containsKey)
        .limit(MOST_FACTS)
        .forEach(name -> told.add(name + " " + facts.get(name)));
    return sentence(told.toString());
  }

  private static String sentence(String text) {
    return text.isEmpty()
        ? ""
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }
}
