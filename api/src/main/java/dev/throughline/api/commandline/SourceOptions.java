package dev.throughline.api.commandline;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.TraceFile;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is mined: a file, or a log of the store. */
final class SourceOptions {
  /**
   * Rejected records, and remarks, that are named on standard error; of the rest only rejections
   * are counted.
   */
  private static final int NAMED_REJECTIONS = 10;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A log file of any known format.")
  private @Nullable Path file;

  @Option(names = "--log", paramLabel = "NAME", description = "A stored log instead of a file.")
  private @Nullable String log;

  @Mixin private FileOptions fileOptions = new FileOptions();
  @Mixin private DataOptions data = new DataOptions();

  OpenedLog open(MiningQuery query) throws IOException {
    if (file != null && log == null) {
      return openFile(file, query);
    }
    if (file == null && log != null) {
      return StoredLogs.open(data, log, fileOptions.leadingType());
    }
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT, "give either a file or --log NAME, and not both");
  }

  private OpenedLog openFile(Path path, MiningQuery query) throws IOException {
    ReadOptions options =
        fileOptions
            .miningOptions(path, "file")
            .withCaseAttributes(List.copyOf(query.filter().attributeNames()));
    TraceFile.TraceOptions traces =
        new TraceFile.TraceOptions(
            Set.of(query.handoffBy()), Runtime.getRuntime().availableProcessors());
    try (Progress progress = Progress.of("events read")) {
      TraceFile.Loaded loaded =
          TraceFile.load(
              path, fileOptions.reader(path), options, traces, new FileListener(progress));
      reportRejected(loaded.rejected());
      return new OpenedLog(loaded.log(), loaded.rejected(), () -> {});
    }
  }

  private static void reportRejected(long rejected) {
    if (rejected > NAMED_REJECTIONS) {
      System.err.printf("throughline: and %,d more%n", rejected - NAMED_REJECTIONS);
    }
  }

  private static final class FileListener implements TraceFile.Listener {
    private final Progress progress;
    private long rejected;
    private long findings;

    FileListener(Progress progress) {
      this.progress = progress;
    }

    @Override
    public void rejected(Rejection rejection) {
      if (rejected++ < NAMED_REJECTIONS) {
        System.err.printf(
            "throughline: not accepted: %s: %s [%s]%n",
            rejection.location(), rejection.message(), rejection.code());
      }
    }

    @Override
    public void found(Rejection finding) {
      if (findings++ < NAMED_REJECTIONS) {
        System.err.printf(
            "throughline: note: %s: %s [%s]%n",
            finding.location(), finding.message(), finding.code());
      }
    }

    @Override
    public void progressed(long accepted) {
      progress.at(accepted);
    }
  }
}
