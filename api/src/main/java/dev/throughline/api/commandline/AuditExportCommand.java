package dev.throughline.api.commandline;

import dev.throughline.api.audit.AuditFiles;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.store.Connections;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the trail to a file. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the audit trail as lines of JSON, for 'audit verify FILE'.")
final class AuditExportCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write to this file (default: standard output).")
  private @Nullable Path out;

  @Mixin private DataOptions data = new DataOptions();

  @Override
  public Integer call() throws IOException {
    try (StoreSession store = StoreSession.open(data)) {
      Writer lines = writer();
      long entries =
          AuditFiles.export(new AuditTrail(new Connections(store.database().connections())), lines);
      lines.flush();
      if (out != null) {
        lines.close(); // standard output stays open
      }
      System.err.printf("throughline: %,d entries exported%n", entries);
    }
    return ExitCode.OK.status;
  }

  private Writer writer() throws IOException {
    return out == null
        ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
        : Files.newBufferedWriter(out, StandardCharsets.UTF_8);
  }
}
