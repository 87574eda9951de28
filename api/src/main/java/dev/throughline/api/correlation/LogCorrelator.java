package dev.throughline.api.correlation;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.api.store.Keys;
import dev.throughline.ingest.correlate.Correlation;
import dev.throughline.ingest.correlate.Correlator;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.ingest.correlate.Neighbourhood;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Links the events of stored logs, in transactions of bounded size: links, orphans, cases to be
 * looked at again and the progress are committed together. What is done again changes nothing, so
 * it may be stopped anywhere and started by several processes.
 */
public final class LogCorrelator {
  /** New events that are looked at together while what belongs to them is read. */
  private static final int FIRST = 250;

  /** A batch may exceed its size by so many times, rather than cut what belongs together. */
  private static final int MAX_BATCHES = 4;

  private final Connections connections;
  private final LinkRules rules;
  private final int batch;

  /**
   * @param batch new events per transaction, roughly
   */
  public LogCorrelator(Connections connections, LinkRules rules, int batch) {
    this.connections = connections;
    this.rules = rules;
    this.batch = batch;
  }

  /** Links the new events of all logs that have objects of the leading type. */
  public Flux<Step> correlateAll() {
    return pendingLogs().collectList().flatMapIterable(logs -> logs).concatMap(this::correlate);
  }

  /**
   * One committed batch.
   *
   * @param events new events that are linked now
   * @param changed events, new or old, that have other links than before
   */
  public record Step(String log, long events, long changed) {}

  private record PendingLog(int id, String name, long watermark) {}

  private Flux<PendingLog> pendingLogs() {
    return connections.inTransaction(
        c ->
            query(
                c,
                100,
                row ->
                    new PendingLog(
                        Objects.requireNonNull(row.get(0, Integer.class)),
                        Objects.requireNonNull(row.get(1, String.class)),
                        Objects.requireNonNull(row.get(2, Long.class))),
                "SELECT l.id, l.name, l.watermark FROM log l"
                    + " LEFT JOIN correlation c ON c.log_id = l.id AND c.leading_type = $1"
                    + " WHERE (c.processed IS NULL OR c.processed < l.watermark OR c.rules <> $2)"
                    + " AND EXISTS (SELECT FROM log_object_type t WHERE t.log_id = l.id AND "
                    + Keys.equal("t.type", "$1")
                    + ") ORDER BY l.id",
                rules.leadingType().value(),
                rules.version()));
  }

  private Flux<Step> correlate(PendingLog log) {
    return connections
        .inTransaction(c -> new LinkWriter(c, log.id(), rules.leadingType()).lock(rules.version()))
        .single()
        .map(progress -> new PendingNumbers(progress.processed(), log.watermark()))
        .flatMapMany(pending -> correlate(log, pending));
  }

  private Flux<Step> correlate(PendingLog log, PendingNumbers pending) {
    return pending.isEmpty()
        ? Flux.empty()
        : connections
            .inTransaction(c -> new Batch(c, log, pending).run())
            .singleOrEmpty() // next() would cancel the transaction before its commit
            .switchIfEmpty(Mono.fromRunnable(pending::giveUp))
            .repeat(() -> !pending.isEmpty());
  }

  /** What is done in one transaction. */
  private final class Batch {
    private final PendingLog log;
    private final PendingNumbers pending;
    private final LinkWriter writer;
    private final NeighbourhoodReader reader;
    private final Neighbourhood neighbourhood;
    private final SortedSet<Long> seeds = new TreeSet<>();

    Batch(PostgresqlConnection connection, PendingLog log, PendingNumbers pending) {
      this.log = log;
      this.pending = pending;
      this.writer = new LinkWriter(connection, log.id(), rules.leadingType());
      this.reader = new NeighbourhoodReader(connection, rules, log.id(), log.watermark());
      this.neighbourhood = new Neighbourhood(rules, pending.processed());
    }

    /** Nothing when someone else went on with the log meanwhile. */
    Mono<Step> run() {
      return writer
          .lock(rules.version())
          .filter(progress -> progress.processed() == pending.processed())
          .flatMap(progress -> gather().then(Mono.defer(this::link)));
    }

    private Mono<Void> gather() {
      Collection<Long> next = next();
      if (next.isEmpty()) {
        return Mono.empty();
      }
      seeds.addAll(next);
      return reader.grow(neighbourhood, next).then(Mono.defer(this::gather));
    }

    /** What belongs to the batch already comes first, then new events as long as they fit. */
    private Collection<Long> next() {
      List<Long> belonging =
          pending.pending(neighbourhood.otherNew(), seeds).stream()
              .limit(Math.max(0, (long) MAX_BATCHES * batch - seeds.size()))
              .toList();
      return !belonging.isEmpty() || seeds.size() >= batch
          ? belonging
          : pending.first(Math.min(FIRST, batch), seeds);
    }

    private Mono<Step> link() {
      Correlation found = new Correlator(rules).correlate(neighbourhood.events());
      SortedSet<Long> affected = neighbourhood.affected();
      affected.addAll(seeds); // those that are not of the process lose what other rules gave them
      return writer
          .write(affected, found, pending.processedWith(seeds))
          .doOnNext(changed -> pending.done(seeds))
          .map(changed -> new Step(log.name(), seeds.size(), changed));
    }
  }
}
