package dev.throughline.api.commandline;

import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.ingest.store.ImportListener;
import dev.throughline.ingest.store.InMemoryEventStore;
import dev.throughline.ingest.store.LogImport;
import dev.throughline.ingest.store.StoredLogContent;
import dev.throughline.ingest.write.CellText;
import dev.throughline.ingest.write.CsvWriter;
import dev.throughline.ingest.write.LogWriter;
import dev.throughline.ingest.write.OcelJsonWriter;
import dev.throughline.ingest.write.OcelSqliteWriter;
import dev.throughline.ingest.write.OcelXmlWriter;
import dev.throughline.ingest.write.XesWriter;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a log in another tool's format. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes a stored log, or a file of another format, to a file or standard output.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  throughline export --log orders --format xes --out orders.xes",
      "  throughline export orders.jsonocel --format ocel_sqlite --out orders.sqlite"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A log file of any known format; it is held in memory.")
  private @Nullable Path file;

  @Option(names = "--log", paramLabel = "NAME", description = "A stored log instead of a file.")
  private @Nullable String log;

  @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Format format = Format.XES;

  @Option(
      names = "--cells",
      defaultValue = "EXACT",
      description = {
        "CSV only: ${COMPLETION-CANDIDATES}. SPREADSHEET keeps text that starts like a formula",
        "from being run as one (default ${DEFAULT-VALUE})."
      })
  private CellText cellText = CellText.EXACT;

  @Option(names = "--out", paramLabel = "FILE", description = "Write to this file.")
  private @Nullable Path out;

  @Mixin private FileOptions fileOptions = new FileOptions();
  @Mixin private DataOptions data = new DataOptions();

  enum Format {
    XES,
    OCEL_JSON,
    OCEL_XML,
    OCEL_SQLITE,
    CSV;

    LogWriter writer(ObjectType leadingType, CellText cellText) {
      return switch (this) {
        case XES -> new XesWriter(leadingType);
        case OCEL_JSON -> new OcelJsonWriter();
        case OCEL_XML -> new OcelXmlWriter();
        case OCEL_SQLITE -> new OcelSqliteWriter();
        case CSV -> new CsvWriter(leadingType, cellText);
      };
    }
  }

  @Override
  public Integer call() throws IOException {
    if (log != null && file == null) {
      try (StoreSession store = StoreSession.open(data)) {
        write(store.events(), new LogName(log));
      }
    } else if (file != null && log == null) {
      EventStore memory = new InMemoryEventStore(Clock.systemUTC());
      LogName name = new LogName("file");
      new LogImport(memory)
          .run(
              new FileImport(
                  name,
                  file,
                  String.valueOf(file.getFileName()),
                  fileOptions.reader(file),
                  fileOptions.readOptions(file, "file"),
                  ""),
              ImportListener.SILENT)
          .block();
      write(memory, name);
    } else {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "give either a file or --log NAME, and not both");
    }
    return ExitCode.OK.status;
  }

  private void write(EventStore store, LogName name) throws IOException {
    StoredLogContent content = new StoredLogContent(store, name);
    LogWriter writer = format.writer(leadingType(store, name), cellText);
    if (out == null) {
      writer.write(content, System.out);
      System.out.flush();
      return;
    }
    try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(out))) {
      writer.write(content, target);
    }
  }

  /** OCEL holds objects of all types; the others hold cases. */
  private ObjectType leadingType(EventStore store, LogName name) {
    return switch (format) {
      case OCEL_JSON, OCEL_XML, OCEL_SQLITE -> ObjectType.CASE;
      case XES, CSV ->
          LeadingType.of(
              Objects.requireNonNull(store.log(name).block()), fileOptions.leadingType());
    };
  }
}
