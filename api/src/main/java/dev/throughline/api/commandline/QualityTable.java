package dev.throughline.api.commandline;

import dev.throughline.ai.predict.Evaluation;
import dev.throughline.ai.predict.Evaluation.ReasonScore;
import dev.throughline.ai.predict.ResolvedCase;
import dev.throughline.api.triage.Training;
import dev.throughline.model.Reason;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Prints how good a model is, beside the rules. */
final class QualityTable {
  private static final ReasonScore NONE = new ReasonScore(0, 0, 0, 0);

  private final PrintStream out;

  private QualityTable(PrintStream out) {
    this.out = out;
  }

  static void print(Training.Trained trained, PrintStream out) {
    QualityTable table = new QualityTable(out);
    table.part("learn", trained.split().training());
    table.part("calibr.", trained.split().calibration());
    table.part("measure", trained.split().evaluation());
    table.print(trained.quality(), trained.baseline());
  }

  private void part(String name, List<ResolvedCase> cases) {
    line(
        "%-8s %,d cases opened from %s to %s",
        name, cases.size(), cases.get(0).openedAt(), cases.get(cases.size() - 1).openedAt());
  }

  private void print(Evaluation model, Evaluation rules) {
    line("%-32s %8s %8s", "", "model", "rules");
    row("macro-F1 of the reason", model.macroF1(), rules.macroF1());
    row("accuracy of the reason", model.accuracy(), rules.accuracy());
    row("calibration error, reason", model.calibrationError(), rules.calibrationError());
    row("calibration error, risk", model.riskCalibrationError(), rules.riskCalibrationError());
    line("%-32s %8s %9s %8s %8s %8s", "reason", "cases", "precision", "recall", "F1", "rules' F1");
    SortedSet<Reason> reasons = new TreeSet<>(model.reasons().keySet());
    reasons.addAll(rules.reasons().keySet());
    for (Reason reason : reasons) {
      ReasonScore score = model.reasons().getOrDefault(reason, NONE);
      ReasonScore rule = rules.reasons().getOrDefault(reason, NONE);
      line(
          "%-32s %8d %9.3f %8.3f %8.3f %8.3f",
          reason.words(),
          Math.max(score.cases(), rule.cases()),
          score.precision(),
          score.recall(),
          score.f1(),
          rule.f1());
    }
  }

  private void row(String name, double model, double rules) {
    line("%-32s %8.3f %8.3f", name, model, rules);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
