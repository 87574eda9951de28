package dev.throughline.api.web.exceptions;

import dev.throughline.api.web.Shown;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import java.util.List;

/** One fact of a case, in words. */
record FactLine(String name, String value) {

  /** Every fact, by name. */
  static List<FactLine> all(Finding finding) {
    return finding.facts().entrySet().stream()
        .map(fact -> new FactLine(words(fact.getKey(), fact.getValue()), text(fact.getValue())))
        .toList();
  }

  private static String words(String name, FactValue value) {
    String words = Shown.sentence(name.replace('_', ' '));
    return value instanceof FactValue.Moment ? words + " (UTC)" : words;
  }

  /** A fact as people read it. */
  static String text(FactValue value) {
    if (value instanceof FactValue.Numeric number) {
      return Shown.number(number.value());
    }
    if (value instanceof FactValue.Moment moment) {
      return Shown.minute(moment.value());
    }
    return value instanceof FactValue.Flag flag ? (flag.value() ? "yes" : "no") : value.toString();
  }
}
