package dev.throughline.api.commandline;

import dev.throughline.api.audit.AuditFiles;
import dev.throughline.api.audit.AuditReport;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.store.Connections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies the trail. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Recomputes the audit trail and holds it against the signed checkpoints.",
      "With a FILE no database is needed."
    })
final class AuditVerifyCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "An export (default: what the service's database holds).")
  private @Nullable Path file;

  @Option(
      names = "--checkpoints",
      paramLabel = "FILE",
      description = "Signed checkpoints (default: audit/checkpoints in the data directory).")
  private @Nullable Path checkpoints;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The key that signed them (default: audit/verifier-key there).")
  private @Nullable Path key;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Mixin private DataOptions data = new DataOptions();

  /** What --json prints. */
  record Result(
      boolean intact,
      long entries,
      long checkpoints,
      @Nullable Long firstBadEntry,
      @Nullable String reason) {
    static Result of(AuditReport report) {
      return new Result(
          report.breach().isEmpty(),
          report.entries(),
          report.checkpoints(),
          report.breach().map(AuditReport.Breach::number).orElse(null),
          report.breach().map(AuditReport.Breach::reason).orElse(null));
    }
  }

  @Override
  public Integer call() throws IOException {
    AuditReport report = verify();
    if (json) {
      Json.print(Result.of(report), System.out);
    } else {
      print(report);
    }
    return report.breach().isEmpty() ? ExitCode.OK.status : ExitCode.INPUT_REFUSED.status;
  }

  private AuditReport verify() throws IOException {
    AuditFiles.Trusted own = AuditFiles.Trusted.in(data.directory().resolve("audit"));
    AuditFiles.Trusted trusted =
        new AuditFiles.Trusted(
            checkpoints == null ? own.checkpoints() : checkpoints, key == null ? own.key() : key);
    if (file != null) {
      return AuditFiles.verify(file, trusted);
    }
    try (StoreSession store = StoreSession.open(data)) {
      return AuditFiles.verify(
          new AuditTrail(new Connections(store.database().connections())), trusted);
    }
  }

  private static void print(AuditReport report) {
    if (report.breach().isPresent()) {
      AuditReport.Breach breach = report.breach().get();
      System.out.printf("BROKEN at entry %d: %s%n", breach.number(), breach.reason());
      return;
    }
    System.out.printf(
        "Intact: %,d entries, %,d signed checkpoints%n", report.entries(), report.checkpoints());
    if (report.checkpoints() == 0 && report.entries() > 0) {
      System.out.println(
          "No checkpoint was compared: whoever may do everything in the database could have"
              + " computed the whole trail anew.");
    }
  }
}
