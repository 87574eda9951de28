package dev.throughline.api.commandline;

import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.model.Activity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the distinct sequences of activities. */
@Command(
    name = "variants",
    mixinStandardHelpOptions = true,
    description = "Prints the distinct sequences of activities, most frequent first.")
final class VariantsCommand implements Callable<Integer> {
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "At most so many; 0 for all (default ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** What --json prints. */
  record VariantsDocument(long cases, long variants, List<VariantRow> rows) {}

  /** One variant; {@code example} is one of its cases. */
  record VariantRow(long cases, List<String> activities, String example) {
    static VariantRow from(Variant variant) {
      return new VariantRow(
          variant.cases(),
          variant.activities().stream().map(Activity::value).toList(),
          variant.example().value());
    }
  }

  @Override
  public Integer call() throws IOException {
    MiningQuery query = new MiningQuery(filter.filter(), HandoffBy.SYSTEM);
    try (OpenedLog log = source.open(query)) {
      MiningResult result = log.traces().mine(query);
      List<VariantRow> rows =
          result.variants().stream()
              .limit(limit == 0 ? Long.MAX_VALUE : limit)
              .map(VariantRow::from)
              .toList();
      if (json) {
        Json.print(
            new VariantsDocument(result.cases(), result.variants().size(), rows), System.out);
      } else {
        print(rows, result.cases());
      }
    }
    return ExitCode.OK.status;
  }

  private static void print(List<VariantRow> rows, long cases) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    for (VariantRow row : rows) {
      out.print(
          String.format(
              Locale.ROOT,
              "%,10d  %5.1f %%  %s\n",
              row.cases(),
              100.0 * row.cases() / cases,
              row.activities().stream().collect(Collectors.joining(" -> "))));
    }
    out.flush();
  }
}
