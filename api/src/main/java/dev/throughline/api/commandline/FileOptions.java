package dev.throughline.api.commandline;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingYaml;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.CsvSample;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogFormat;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogReaders;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file is to be understood. */
final class FileOptions {
  @Option(
      names = "--map",
      paramLabel = "KEY=VALUE",
      description = {
        "What a column of a table means: case, activity, timestamp, event-id, source, resource,",
        "role = a column; format = iso or a pattern such as dd/MM/yyyy HH:mm; zone, delimiter,",
        "encoding. What is not given is proposed from the content."
      })
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(names = "--mapping", paramLabel = "FILE", description = "All of that from a YAML file.")
  private @Nullable Path mappingFile;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Of timestamps without offset, such as Europe/Amsterdam or UTC.")
  private @Nullable String timeZone;

  @Option(
      names = "--leading-type",
      paramLabel = "TYPE",
      description = "For logs with many object types (OCEL): whose objects are the cases.")
  private @Nullable String leadingType;

  LogReader reader(Path file) throws IOException {
    return LogReaders.of(LogReaders.detect(file));
  }

  /** How a CSV file is understood; null for a format that needs no mapping or maps itself. */
  @Nullable ColumnMapping mapping(Path file) throws IOException {
    if (mappingFile != null && !overrides.isEmpty()) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "give either --mapping or --map, and not both");
    }
    if (mappingFile != null) {
      return MappingYaml.read(
          Files.readString(mappingFile), String.valueOf(mappingFile.getFileName()));
    }
    return LogReaders.detect(file) == LogFormat.CSV
        ? CsvSample.propose(file, zone(), overrides, ReadLimits.DEFAULT).orThrow()
        : null;
  }

  ReadOptions readOptions(Path file, String sourceName) throws IOException {
    return ReadOptions.defaults(sourceName)
        .withMapping(mapping(file))
        .withTimeZone(zone())
        .withLeadingType(leadingType == null ? null : new ObjectType(leadingType));
  }

  /** As {@link #readOptions}; refuses a log of many object types when no leading type was given. */
  ReadOptions miningOptions(Path file, String sourceName) throws IOException {
    if (leadingType == null && isObjectCentric(LogReaders.detect(file))) {
      throw LeadingType.mustBeGiven(objectTypes(file));
    }
    return readOptions(file, sourceName);
  }

  private static boolean isObjectCentric(LogFormat format) {
    return switch (format) {
      case OCEL_JSON, OCEL_XML, OCEL_SQLITE -> true;
      case CSV, XES, PARQUET -> false;
    };
  }

  private SortedSet<String> objectTypes(Path file) throws IOException {
    SortedSet<String> types = new TreeSet<>();
    reader(file)
        .read(
            file,
            ReadOptions.defaults("file"),
            new LogSink() {
              @Override
              public void object(BusinessObject object) {
                types.add(object.type().value());
              }

              @Override
              public void event(EventRow row) {}

              @Override
              public void reject(Rejection rejection) {}
            });
    return types;
  }

  @Nullable String leadingType() {
    return leadingType;
  }

  private @Nullable ZoneId zone() {
    try {
      return timeZone == null ? null : ZoneId.of(timeZone);
    } catch (DateTimeException notAZone) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT, "there is no time zone '%s'".formatted(timeZone));
    }
  }
}
