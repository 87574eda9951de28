package dev.throughline.api.commandline;

import dev.throughline.api.insights.MiningResponse;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.trace.HandoffBy;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mines a log and prints what was found. */
@Command(
    name = "mine",
    mixinStandardHelpOptions = true,
    description = "Mines a file or a stored log: directly-follows graph, variants, durations.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  throughline mine orders.csv --json > result.json",
      "  throughline mine orders.csv --map case=Order --map activity=Step --map timestamp=At"
    })
final class MineCommand implements Callable<Integer> {
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--handoffs",
      defaultValue = "SYSTEM",
      description = "Count handoffs between: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private HandoffBy handoffBy = HandoffBy.SYSTEM;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    MiningQuery query = new MiningQuery(filter.filter(), handoffBy);
    try (OpenedLog log = source.open(query)) {
      MiningResult result = log.traces().mine(query);
      if (json) {
        Json.print(MiningResponse.from(result, log.quarantined()), System.out);
      } else {
        MiningText.print(result, log.quarantined(), System.out);
      }
    }
    return ExitCode.OK.status;
  }
}
