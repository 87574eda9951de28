package dev.throughline.api.commandline;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.performance.TimeStatistics;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mining result for people. Its form may change; scripts use --json. */
final class MiningText {
  private static final int ROWS = 15;

  static void print(MiningResult result, long quarantined, OutputStream stream) {
    PrintWriter out = new PrintWriter(stream, false, StandardCharsets.UTF_8);
    line(
        out,
        "%,d cases, %,d events, %,d activities, %,d variants, %,d directly-follows steps",
        result.cases(),
        result.events(),
        result.graph().activities().size(),
        result.variants().size(),
        result.graph().arcs().size());
    if (quarantined > 0) {
      line(out, "%,d records were not accepted", quarantined);
    }
    if (result.cases() > 0) {
      line(out, "from %s to %s", result.firstAt(), result.lastAt());
      TimeStatistics durations = result.durations().times();
      line(
          out,
          "a case takes %s on average, half of them at most %s",
          ShownNumbers.duration(durations.mean()),
          ShownNumbers.duration(durations.median()));
      arcs(result, out);
    }
    out.flush();
  }

  private static void arcs(MiningResult result, PrintWriter out) {
    List<Map.Entry<Arc, TimeStatistics>> arcs =
        result.graph().arcs().entrySet().stream()
            .sorted(Comparator.comparingLong(arc -> -arc.getValue().count()))
            .toList();
    line(out, "");
    line(out, "%12s  %9s  %9s  %s", "count", "mean", "median", "directly follows");
    arcs.stream()
        .limit(ROWS)
        .forEach(
            arc ->
                line(
                    out,
                    "%,12d  %9s  %9s  %s -> %s",
                    arc.getValue().count(),
                    ShownNumbers.duration(arc.getValue().mean()),
                    ShownNumbers.duration(arc.getValue().median()),
                    arc.getKey().from(),
                    arc.getKey().to()));
    if (arcs.size() > ROWS) {
      line(out, "%12s  and %,d more (--json prints all)", "", arcs.size() - ROWS);
    }
  }

  private static void line(PrintWriter out, String format, @Nullable Object... values) {
    out.print(String.format(Locale.ROOT, format, values) + "\n");
  }

  private MiningText() {}
}
