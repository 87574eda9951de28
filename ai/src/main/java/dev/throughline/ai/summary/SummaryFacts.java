package dev.throughline.ai.summary;

import dev.throughline.ai.triage.Advice;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a summary may say: facts that this service chose, as they are shown, and notes by strangers
 * apart from them. A text of a source system counts as a fact only as a whole, and only when it
 * looks like a name: a supplier's name cannot bring in a number of its own, or a link.
 */
final class SummaryFacts {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DECIMALS = 2;

  private final Map<String, String> shown = new LinkedHashMap<>();
  private final Map<String, String> quoted = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final List<String> events = new ArrayList<>();
  private final Grounds grounds = new Grounds();

  private SummaryFacts() {}

  static SummaryFacts of(Finding finding, Advice advice) {
    SummaryFacts facts = new SummaryFacts();
    facts.words("exception", finding.type().words());
    facts.name("case", finding.caseId().value());
    facts.moment("open since", finding.openedAt());
    facts.money("at stake", finding.exposure());
    facts.name("supplier", finding.supplier());
    facts.name("site", finding.site());
    finding.facts().forEach(facts::fact);
    facts.words("most likely reason", advice.reason().words());
    facts.percent("probability of the reason", advice.probability());
    facts.percent("risk", advice.risk());
    facts.number("priority", BigDecimal.valueOf(advice.priority()));
    advice.evidence().forEach(evidence -> facts.event(evidence.event().value()));
    return facts;
  }

  private void fact(String name, FactValue value) {
    String words = name.replace('_', ' ');
    if (value instanceof FactValue.Numeric number) {
      number(words, number.value());
    } else if (value instanceof FactValue.Moment moment) {
      moment(words, moment.value());
    } else if (value instanceof FactValue.Flag flag) {
      words(words, flag.value() ? "yes" : "no");
    } else if (value instanceof FactValue.Text text) {
      if (name.endsWith("note")) {
        notes.put(words, text.value());
      } else {
        name(words, text.value());
      }
    }
  }

  private void number(String name, BigDecimal value) {
    BigDecimal rounded =
        value.setScale(Math.min(DECIMALS, Math.max(0, value.scale())), RoundingMode.HALF_EVEN);
    show(name, rounded.toPlainString());
    grounds.allowNumber(rounded);
  }

  private void percent(String name, double share) {
    BigDecimal percent =
        BigDecimal.valueOf(share).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN);
    show(name, percent.toPlainString() + "%");
    grounds.allowPercent(percent);
  }

  private void money(String name, Money money) {
    show(name, money.toString());
    grounds.allowNumber(money.amount());
    grounds.allowCurrency(money.currency());
  }

  private void moment(String name, Instant at) {
    show(name, MINUTES.format(at) + " UTC");
    grounds.allowMoment(at);
  }

  private void words(String name, String text) {
    show(name, text);
    grounds.allowWords(text);
  }

  /**
   * A name that is not plain is left out: neither shown nor allowed. One that does not stand alone
   * is said by the template only, in quotes and behind its label.
   */
  private void name(String name, @Nullable String text) {
    if (text == null || !Grounds.isPlainName(text)) {
      return;
    }
    if (Grounds.standsAlone(text)) {
      show(name, text);
      grounds.allowName(text);
    } else {
      quoted.put(name, '"' + text + '"');
    }
  }

  private void event(String id) {
    events.add(id);
    if (Grounds.isPlainName(id) && Grounds.standsAlone(id)) {
      grounds.allowName(id);
    }
  }

  private void show(String name, String text) {
    shown.putIfAbsent(name, text);
    grounds.allowWords(name);
  }

  /** Facts by name, as they are shown, in a fixed order. */
  Map<String, String> shown() {
    return Collections.unmodifiableMap(shown);
  }

  /** Names that do not stand alone by what they name, in quotes; for the template alone. */
  Map<String, String> quoted() {
    return Collections.unmodifiableMap(quoted);
  }

  /** What strangers wrote; never a fact. */
  Map<String, String> notes() {
    return Collections.unmodifiableMap(notes);
  }

  /** Ids of the events that the finding rests on. */
  List<String> events() {
    return Collections.unmodifiableList(events);
  }

  Grounds grounds() {
    return grounds;
  }
}
