package dev.throughline.api.store;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.EventBatch;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRequest;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.ingest.store.Storable;
import dev.throughline.ingest.store.Submission;
import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps logs in PostgreSQL. A batch is one transaction that holds its log's row; batches of one log
 * follow one another, those of several logs run side by side.
 */
public final class PostgresEventStore implements EventStore {
  private final Connections connections;
  private final IntakeHints hints = new IntakeHints();

  /**
   * @param connections a pool of the application's user
   */
  public PostgresEventStore(ConnectionFactory connections) {
    this.connections = new Connections(connections);
  }

  @Override
  public Mono<ImportRun> begin(ImportRequest request) {
    return Mono.fromCallable(() -> Storable.of(request))
        .flatMap(
            storable -> connections.inTransaction(c -> ImportLedger.begin(c, storable)).single());
  }

  @Override
  public Mono<ImportRun> append(long importId, EventBatch batch) {
    return Mono.fromCallable(() -> Storable.of(batch))
        .flatMap(
            storable ->
                connections
                    .inTransaction(c -> new BatchWriter(c, storable).write(importId))
                    .single());
  }

  @Override
  public Mono<ImportRun> finish(long importId) {
    return connections.inTransaction(c -> ImportLedger.finish(c, importId)).single();
  }

  @Override
  public Mono<List<Acknowledgement>> take(
      LogName log, LocalDate day, List<Submission> submissions) {
    return Mono.fromCallable(() -> Submissions.of(log, day, submissions))
        .flatMap(
            storable ->
                connections
                    .inTransaction(c -> new SubmissionWriter(c, storable).write(hints))
                    .single()
                    .doOnNext(written -> hints.remember(storable, written))
                    .map(SubmissionWriter.Written::acknowledgements));
  }

  @Override
  public Flux<ImportRun> imports(LogName log) {
    return ofLog(log, ImportLedger::ofLog);
  }

  @Override
  public Flux<LogSummary> logs() {
    return connections.inTransaction(LogQueries::summaries);
  }

  @Override
  public Mono<LogSummary> log(LogName name) {
    return ofLog(name, LogQueries::summary).single();
  }

  @Override
  public Mono<LogHeader> header(LogName log) {
    return ofLog(log, LogQueries::header).single();
  }

  @Override
  public Flux<Event> events(LogName log) {
    return ofLog(log, LogQueries::events);
  }

  @Override
  public Flux<CaseEvent> eventsByCase(LogName log, ObjectType leadingType) {
    return ofLog(log, (c, logId) -> LogQueries.eventsByCase(c, logId, leadingType));
  }

  @Override
  public Flux<BusinessObject> objects(LogName log) {
    return ofLog(log, LogQueries::objects);
  }

  @Override
  public Flux<Rejection> rejections(long importId) {
    return connections.inTransaction(
        c -> ImportLedger.find(c, importId).thenMany(LogQueries.rejections(c, importId)));
  }

  private <T> Flux<T> ofLog(
      LogName name, BiFunction<PostgresqlConnection, Integer, Publisher<T>> read) {
    return connections.inTransaction(
        c -> StoredEvents.logId(c, name).flatMapMany(logId -> read.apply(c, logId)));
  }
}
