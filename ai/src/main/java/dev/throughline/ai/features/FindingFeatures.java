package dev.throughline.ai.features;

import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns a finding into features. Deterministic: it knows neither the clock nor other findings, and
 * the order of facts does not matter.
 *
 * <ul>
 *   <li>Its type, alone and together with each comparison of quantities or prices.
 *   <li>Comparisons of two numbers: their ratio in classes from 'zero' to 'far above', and its
 *       logarithm. They are taken from the pack's own ratio when there is one.
 *   <li>What holds between three numbers, such as 'the damage explains the shortfall'.
 *   <li>Hours between what happened, in classes and by size.
 *   <li>Every other number: sign and logarithm of its size; whether well-known facts are missing.
 *   <li>Units and currencies, one feature for each word; words of notes, alone and in groups.
 * </ul>
 *
 * Names of suppliers, sites, articles and people are no features: a model must not hold it against
 * somebody who they are, and new ones would be unknown to it.
 */
public final class FindingFeatures {
  /** Changes with every change of a name or a value: a model only understands its own. */
  public static final int VERSION = 1;

  private static final List<Comparison> COMPARISONS =
      List.of(
          new Comparison("received per ordered", FactNames.RECEIVED, FactNames.ORDERED),
          new Comparison("announced per ordered", FactNames.ANNOUNCED, FactNames.ORDERED),
          new Comparison("received per announced", FactNames.RECEIVED, FactNames.ANNOUNCED),
          new Comparison("posted per received", FactNames.POSTED, FactNames.RECEIVED),
          new Comparison("invoiced per ordered", FactNames.INVOICED, FactNames.ORDERED),
          new Comparison("invoiced per received", FactNames.INVOICED, FactNames.RECEIVED),
          new Comparison("invoiced per announced", FactNames.INVOICED, FactNames.ANNOUNCED),
          new Comparison(
              "invoice price per order price", FactNames.INVOICE_PRICE, FactNames.ORDER_PRICE),
          new Comparison("posted per ordered", FactNames.POSTED, FactNames.ORDERED),
          new Comparison("invoiced per posted", FactNames.INVOICED, FactNames.POSTED),
          new Comparison("damaged per received", FactNames.DAMAGED, FactNames.RECEIVED),
          new Comparison("damaged per ordered", FactNames.DAMAGED, FactNames.ORDERED));

  private static final Set<String> COMPARED =
      Set.of(
          FactNames.ORDERED,
          FactNames.ANNOUNCED,
          FactNames.RECEIVED,
          FactNames.DAMAGED,
          FactNames.POSTED,
          FactNames.INVOICED,
          FactNames.ORDER_PRICE,
          FactNames.INVOICE_PRICE);

  private static final List<String> EXPECTED =
      List.of(
          FactNames.ANNOUNCED_AT,
          FactNames.RECEIVED_AT,
          FactNames.POSTED_AT,
          FactNames.INVOICE_RECEIVED_AT,
          FactNames.INVOICE_ENTERED_AT,
          FactNames.MATCHED_AT,
          FactNames.BLOCKED_AT,
          FactNames.APPROVED_AT,
          FactNames.PAID_AT,
          FactNames.DAMAGED,
          FactNames.DELIVERY_DUE_AT);

  private static final List<String> UNITS =
      List.of(
          FactNames.ORDER_UNIT,
          FactNames.RECEIVED_UNIT,
          FactNames.POSTED_UNIT,
          FactNames.INVOICE_UNIT);

  private static final Pattern SHORT_WORD = Pattern.compile("[A-Z0-9]{1,8}");
  private static final double LOG_SCALE = 5;
  private static final double RATIO_SCALE = 4;

  private final Finding finding;
  private final CaseFacts facts;
  private final FeatureCollector features = new FeatureCollector();

  private FindingFeatures(Finding finding) {
    this.finding = finding;
    this.facts = CaseFacts.of(finding);
  }

  /** Linear in the number of facts and the length of notes. */
  public static FeatureVector of(Finding finding) {
    FindingFeatures extraction = new FindingFeatures(finding);
    extraction.type();
    extraction.comparisons();
    extraction.relations();
    extraction.numbers();
    extraction.presence();
    extraction.units();
    extraction.durations();
    extraction.notes();
    return extraction.features.vector();
  }

  private String typeWords() {
    return finding.type().words();
  }

  private void type() {
    features.flag("it is " + typeWords(), true);
    double exposure = finding.exposure().amount().abs().doubleValue();
    features.number("exposure, logarithm", signedLog(exposure) / 2);
    features.flag("no money is at stake", exposure == 0);
  }

  private void comparisons() {
    for (Comparison comparison : COMPARISONS) {
      OptionalDouble ratio = comparison.of(facts);
      String name = comparison.name();
      String says = name + " is " + RatioClass.of(ratio).words();
      features.flag(says, true);
      features.flag(typeWords() + ", and " + says, true);
      ratio.ifPresent(
          value -> {
            features.number(name + ", logarithm", RatioClass.logarithm(value) / RATIO_SCALE);
            features.flag(name + " looks like a pack size", RatioClass.isPackSize(value));
          });
    }
  }

  private void relations() {
    Relations.of(facts)
        .forEach(
            (name, holds) -> {
              features.flag(name, holds);
              features.flag(typeWords() + ", and " + name, holds);
            });
  }

  private void numbers() {
    for (Map.Entry<String, FactValue> fact : facts.all().entrySet()) {
      String name = fact.getKey().replace('_', ' ');
      if (fact.getValue() instanceof FactValue.Numeric number
          && !COMPARED.contains(fact.getKey())) {
        double value = number.value().doubleValue();
        features.number(name + ", logarithm", signedLog(value));
        if (fact.getKey().endsWith("_hours")) {
          features.flag(name + " is " + HourClass.of(value).words(), true);
        }
      } else if (fact.getValue() instanceof FactValue.Flag flag) {
        features.flag(name, flag.value());
      }
    }
  }

  private void presence() {
    for (String name : EXPECTED) {
      features.flag(name.replace('_', ' ') + " is missing", !facts.isKnown(name));
    }
  }

  private void units() {
    for (String name : UNITS) {
      shortWord(name)
          .ifPresent(word -> features.flag(name.replace('_', ' ') + " is " + word, true));
    }
    shortWord(FactNames.CURRENCY).ifPresent(word -> features.flag("currency is " + word, true));
  }

  private Optional<String> shortWord(String fact) {
    return facts
        .text(fact)
        .map(text -> text.strip().toUpperCase(Locale.ROOT))
        .filter(text -> SHORT_WORD.matcher(text).matches());
  }

  /** Hours between what happened, in classes and by size, where the pack does not say them. */
  private void durations() {
    for (Duration duration : Duration.ALL) {
      OptionalDouble hours = duration.of(facts, finding.openedAt());
      if (hours.isPresent()) {
        double value = hours.getAsDouble();
        features.flag(duration.words() + " is " + HourClass.of(value).words(), true);
        features.number(duration.words() + ", logarithm", signedLog(value));
      }
    }
  }

  /** Notes on how a matter was closed are no symptoms: they come after the advice. */
  private void notes() {
    facts
        .all()
        .forEach(
            (name, value) -> {
              boolean isNote = name.endsWith("note") && !name.startsWith("resolution");
              if (isNote && value instanceof FactValue.Text text) {
                note(name.replace('_', ' '), text.value());
              }
            });
  }

  private void note(String name, String text) {
    for (NoteWords group : NoteWords.in(text)) {
      features.flag(name + " mentions " + group.words(), true);
    }
    for (String word : NoteWords.words(text)) {
      features.flag(name + " has the word '" + word + "'", true);
    }
  }

  /** Zero at zero, and about 1 at 150. */
  private static double signedLog(double value) {
    return Math.signum(value) * StrictMath.log1p(Math.abs(value)) / LOG_SCALE;
  }

  /** Two facts, one divided by the other. */
  private record Comparison(String name, String dividend, String divisor) {

    OptionalDouble of(CaseFacts facts) {
      String pack = name.replace(' ', '_');
      OptionalDouble given = facts.number(pack);
      return given.isPresent() ? given : facts.ratio(dividend, divisor);
    }
  }
}
