package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Event;
import dev.throughline.model.EventId;
import dev.throughline.model.Location;
import dev.throughline.model.LogName;
import dev.throughline.model.Source;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The records that were not accepted, of all imports, and their replay. */
public final class Quarantine {
  private static final String ROW =
      """
      SELECT r.id, l.name, r.code, r.message, r.file, r.line, r.field, r.raw, i.mapping, i.day,
             i.started_at, p.replayed_at, p.replayed_by, p.source, p.event_id, p.accepted
      FROM rejection r JOIN import_run i ON i.id = r.import_id JOIN log l ON l.id = i.log_id
      LEFT JOIN rejection_replay p ON p.rejection_id = r.id
      """;

  private final Connections connections;

  public Quarantine(Connections connections) {
    this.connections = connections;
  }

  /**
   * One record.
   *
   * @param mapping the name of the mapping that read it; null for a record of a file
   * @param day on which a program sent it (UTC); null for a record of a file
   * @param replay null until it is replayed
   */
  public record Entry(
      long id,
      LogName log,
      Rejection rejection,
      @Nullable String mapping,
      @Nullable LocalDate day,
      @Nullable Replay replay) {}

  /**
   * How a record became an event after all.
   *
   * @param isAccepted false when the event was stored already
   */
  public record Replay(Instant at, String by, Source source, EventId event, boolean isAccepted) {}

  /** The records of a log, newest first, with an id below the given one. */
  public Flux<Entry> newest(LogName log, long belowId, int limit) {
    return connections.inTransaction(
        c ->
            query(
                c,
                limit,
                Quarantine::entry,
                ROW
                    + "WHERE "
                    + Keys.equal("l.name", "$1")
                    + " AND r.id < $2 ORDER BY r.id DESC LIMIT $3",
                log.value(),
                belowId,
                limit));
  }

  /** One record, or {@code NOT_FOUND}. */
  public Mono<Entry> find(long id) {
    return connections.inTransaction(c -> find(c, id)).single();
  }

  private static Mono<Entry> find(PostgresqlConnection connection, long id) {
    return query(connection, 1, Quarantine::entry, ROW + "WHERE r.id = $1", id)
        .next()
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.NOT_FOUND, "there is no record %d in quarantine".formatted(id))));
  }

  /**
   * What a record became.
   *
   * @param mapping that read the event; empty for the canonical form
   * @param by whose account replays it
   * @param at when that happens
   */
  public record Replayed(Event event, String mapping, String by, Instant at) {}

  /**
   * Stores the event in the log that the record was meant for, and marks the record. A record is
   * replayed once: after that the call changes nothing and tells how it was.
   */
  public Mono<Entry> replay(Entry entry, Replayed replayed) {
    Submission submission =
        new Submission(replayed.mapping(), List.of(replayed.event()), List.of());
    return Mono.fromCallable(
            () ->
                Submissions.of(
                    entry.log(),
                    LocalDate.ofInstant(replayed.at(), ZoneOffset.UTC),
                    List.of(submission)))
        .flatMap(
            storable ->
                connections.inTransaction(c -> replay(c, entry.id(), storable, replayed)).single());
  }

  private static Mono<Entry> replay(
      PostgresqlConnection connection, long id, Submissions submissions, Replayed replayed) {
    SubmissionWriter writer = new SubmissionWriter(connection, submissions);
    return writer
        .lock()
        .then(Mono.defer(() -> find(connection, id)))
        .flatMap(
            entry ->
                entry.replay() != null
                    ? Mono.just(entry)
                    : writer
                        .write(new IntakeHints())
                        .flatMap(written -> mark(connection, id, replayOf(replayed, written)))
                        .then(Mono.defer(() -> find(connection, id))));
  }

  private static Replay replayOf(Replayed replayed, SubmissionWriter.Written written) {
    return new Replay(
        replayed.at(),
        replayed.by(),
        replayed.event().source(),
        replayed.event().id(),
        !written.metKnown());
  }

  private static Mono<Long> mark(PostgresqlConnection connection, long id, Replay replay) {
    return update(
        connection,
        "INSERT INTO rejection_replay"
            + " (rejection_id, replayed_at, replayed_by, source, event_id, accepted)"
            + " VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        replay.at(),
        replay.by(),
        replay.source().name(),
        replay.event().value(),
        replay.isAccepted());
  }

  private static Entry entry(Readable row) {
    Rejection rejection =
        new Rejection(
            ErrorCode.valueOf(text(row, 2)),
            text(row, 3),
            new Location(text(row, 4), bigint(row, 5), row.get(6, String.class)),
            text(row, 7));
    LocalDate day = row.get(9, LocalDate.class);
    return new Entry(
        bigint(row, 0),
        new LogName(text(row, 1)),
        rejection,
        day == null ? null : text(row, 8),
        day,
        replay(row));
  }

  private static @Nullable Replay replay(Readable row) {
    Instant at = row.get(11, Instant.class);
    return at == null
        ? null
        : new Replay(
            at,
            text(row, 12),
            new Source(text(row, 13)),
            new EventId(text(row, 14)),
            Objects.requireNonNull(row.get(15, Boolean.class)));
  }

  private static long bigint(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }
}
