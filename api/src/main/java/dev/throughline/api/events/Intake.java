package dev.throughline.api.events;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.map.MappingYaml;
import dev.throughline.ingest.read.CsvSample;
import dev.throughline.ingest.read.LogFormat;
import dev.throughline.ingest.read.LogReaders;
import dev.throughline.ingest.read.ReadLimits;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.ingest.store.FileImport;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** From an uploaded file to its import: understand it, ask what is open, start. */
@Component
public final class Intake {
  /** The time zone of timestamps without offset. */
  public static final String ZONE = "zone";

  private static final int MAX_LOG_NAME = 200;

  private final ImportJobs jobs;

  Intake(ImportJobs jobs) {
    this.jobs = jobs;
  }

  /**
   * Looks at the beginning of the file.
   *
   * @param decided as {@link MappingProposal#withOverrides}; for formats without columns only
   *     {@link #ZONE} counts
   * @return an error as {@link LogReaders#detect} and {@link CsvSample#propose} have them
   */
  public Mono<UnderstoodFile> understand(Upload upload, Map<String, String> decided) {
    return Mono.fromCallable(() -> understandNow(upload, decided))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static UnderstoodFile understandNow(Upload upload, Map<String, String> decided)
      throws IOException {
    LogFormat format = LogReaders.detect(upload.file());
    MappingProposal proposal =
        format == LogFormat.CSV
            ? CsvSample.propose(upload.file(), null, decided, ReadLimits.DEFAULT)
            : null;
    return new UnderstoodFile(upload, format, proposal);
  }

  /**
   * Starts the import in the background.
   *
   * @throws ThroughlineException of the first open question, {@code BAD_ARGUMENT} for a log name
   *     that is blank or too long, {@code TOO_MANY_REQUESTS}
   */
  public ImportJob start(UnderstoodFile file, String log, Map<String, String> decided) {
    MappingProposal proposal = file.proposal();
    ColumnMapping mapping = proposal == null ? null : proposal.orThrow();
    LogName name = logName(log);
    ReadOptions options =
        ReadOptions.defaults(name.value())
            .withMapping(mapping)
            .withTimeZone(zone(decided.get(ZONE)));
    return jobs.start(
        new FileImport(
            name,
            file.upload().file(),
            file.upload().name(),
            LogReaders.of(file.format()),
            options,
            mapping == null ? "" : MappingYaml.write(mapping)));
  }

  private static LogName logName(String log) {
    String name = log.strip();
    if (name.isEmpty() || name.length() > MAX_LOG_NAME) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "a log's name must have 1 to %d characters, had %d"
              .formatted(MAX_LOG_NAME, name.length()));
    }
    return new LogName(name);
  }

  private static @Nullable ZoneId zone(@Nullable String id) {
    try {
      return id == null || id.isEmpty() ? null : ZoneId.of(id);
    } catch (DateTimeException unknown) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "there is no time zone '%s'; an example is Europe/Amsterdam".formatted(id),
          null,
          unknown);
    }
  }
}
