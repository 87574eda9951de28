package dev.throughline.api.commandline;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingYaml;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.model.LogName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a file into a stored log. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Imports a file into a stored log. Importing a file twice adds nothing;",
      "an import that was cut off goes on where it ended."
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A log file of any known format.")
  private Path file;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "The log to import into (default: the file's name without its ending).")
  private @Nullable String log;

  @Option(names = "--json", description = "Print the ledger as one JSON object.")
  private boolean json;

  @Mixin private FileOptions fileOptions = new FileOptions();
  @Mixin private DataOptions data = new DataOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets file
  ImportCommand() {}

  /** What --json prints: received = accepted + duplicate + quarantined. */
  record Ledger(
      String log, String file, long received, long accepted, long duplicate, long quarantined) {}

  @Override
  public Integer call() throws IOException {
    FileImport request = request();
    try (StoreSession store = StoreSession.open(data);
        Progress progress = Progress.of("records stored")) {
      ImportRun run =
          Objects.requireNonNull(
              new LogImport(store.events()).run(request, new Listener(progress)).block());
      print(run);
    }
    return ExitCode.OK.status;
  }

  private FileImport request() throws IOException {
    String fileName = String.valueOf(file.getFileName());
    LogName name = new LogName(log != null ? log : fileName.replaceFirst("(?<=.)\\..*$", ""));
    ColumnMapping mapping = fileOptions.mapping(file);
    return new FileImport(
        name,
        file,
        fileName,
        fileOptions.reader(file),
        fileOptions.readOptions(file, name.value()),
        mapping == null ? "" : MappingYaml.write(mapping));
  }

  private void print(ImportRun run) {
    IntakeCount count = run.count();
    if (json) {
      Json.print(
          new Ledger(
              run.log().value(),
              run.file(),
              count.received(),
              count.accepted(),
              count.duplicate(),
              count.quarantined()),
          System.out);
    } else {
      System.out.printf(
          "%s into %s: %,d received = %,d accepted + %,d duplicate + %,d quarantined%n",
          run.file(),
          run.log(),
          count.received(),
          count.accepted(),
          count.duplicate(),
          count.quarantined());
    }
  }

  private record Listener(Progress progress) implements ImportListener {
    @Override
    public void committed(ImportRun run) {
      progress.at(run.count().received());
    }

    @Override
    public void finding(Rejection finding) {
      System.err.printf(
          "throughline: note: %s: %s [%s]%n",
          finding.location(), finding.message(), finding.code());
    }
  }
}
