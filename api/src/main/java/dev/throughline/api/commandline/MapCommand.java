package dev.throughline.api.commandline;

import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.map.MapView;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.svg.MapSvg;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws the process map. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = "Draws the process map as SVG, to a file or to standard output.",
    footerHeading = "%nExample:%n",
    footer = "  throughline map orders.csv --measure mean --paths 40 --out map.svg")
final class MapCommand implements Callable<Integer> {
  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private FilterOptions filter = new FilterOptions();

  @Option(
      names = "--activities",
      paramLabel = "PERCENT",
      description = "Share of activities to show, 0 to 100 (default: what stays readable).")
  private @Nullable Integer activities;

  @Option(
      names = "--paths",
      paramLabel = "PERCENT",
      description = "Share of paths to show, 0 to 100 (default: what stays readable).")
  private @Nullable Integer paths;

  @Option(
      names = "--measure",
      defaultValue = "frequency",
      paramLabel = "WORD",
      description = "frequency, mean, median, sum or max (default ${DEFAULT-VALUE}).")
  private String measure = "frequency";

  @Option(names = "--out", paramLabel = "FILE", description = "Write to this file.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    MiningQuery query = new MiningQuery(filter.filter(), HandoffBy.SYSTEM);
    try (OpenedLog log = source.open(query)) {
      MiningResult result = log.traces().mine(query);
      ProcessMap map = ProcessMap.of(result.graph(), result.systems(), view(result.graph()));
      byte[] svg = MapSvg.draw(map).getBytes(StandardCharsets.UTF_8);
      if (out == null) {
        System.out.write(svg);
        System.out.flush();
      } else {
        Files.write(out, svg);
      }
    }
    return ExitCode.OK.status;
  }

  private MapView view(DirectlyFollowsGraph graph) {
    MapView readable = MapView.automatic(graph);
    try {
      return new MapView(
          activities == null ? readable.activities() : activities,
          paths == null ? readable.paths() : paths,
          MapView.Measure.named(measure));
    } catch (IllegalArgumentException wrong) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, String.valueOf(wrong.getMessage()), null, wrong);
    }
  }
}
