package dev.throughline.api.commandline;

import dev.throughline.ai.predict.ModelManifest;
import dev.throughline.ai.predict.ResolvedCase;
import dev.throughline.api.store.Connections;
import dev.throughline.api.triage.CaseLabels;
import dev.throughline.api.triage.ResolvedCases;
import dev.throughline.api.triage.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the model that advises on exceptions. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Learns from exceptions whose reason was confirmed, measures on later ones beside the rules,",
      "and stores the model: a service that runs on the same data takes it up within seconds."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private DataOptions data = new DataOptions();

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = {
        "Reasons by case, instead of those that were confirmed: one JSON object on each line,",
        "such as {\"case\": \"4500000123/10\", \"cause\": \"DAMAGED_IN_TRANSIT\"}."
      })
  private @Nullable Path labels;

  @Override
  public Integer call() throws IOException {
    List<ResolvedCase> cases = resolvedCases();
    Training.Trained trained = Training.train(cases, seed);
    ModelManifest manifest = trained.store(data.directory(), Clock.systemUTC().instant());
    QualityTable.print(trained, System.out);
    System.out.printf("model    %s%n", manifest.sha256());
    return ExitCode.OK.status;
  }

  private List<ResolvedCase> resolvedCases() throws IOException {
    try (StoreSession store = StoreSession.open(data)) {
      ResolvedCases cases = new ResolvedCases(new Connections(store.database().connections()));
      return Objects.requireNonNull(
          (labels == null ? cases.confirmed() : cases.labelled(CaseLabels.read(labels)))
              .collectList()
              .block());
    }
  }
}
