package dev.throughline.api.store;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.Acknowledgement;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.ingest.store.Submission;
import dev.throughline.model.Event;
import dev.throughline.model.LogHeader;
import dev.throughline.model.ObjectRef;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes what programs sent in the caller's transaction, holding the log's lock from its start. */
final class SubmissionWriter {
  /*
   * Not ON CONFLICT, which would use up an id for every row that is there already; nobody else
   * writes these rows while the log is locked.
   */
  private static final String LEDGER =
      """
      WITH given AS (
        SELECT * FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
          AS t(file, mapping, a, d, q)),
      closed AS (
        UPDATE import_run SET finished_at = now()
        WHERE log_id = $1 AND day < $2 AND day IS NOT NULL AND finished_at IS NULL),
      counted AS (
        UPDATE import_run SET received = received + a + d + q, accepted = accepted + a,
          duplicate = duplicate + d, quarantined = quarantined + q
        FROM given
        WHERE log_id = $1 AND day = $2 AND %s AND %s
        RETURNING id, import_run.file, import_run.mapping),
      added AS (
        INSERT INTO import_run (log_id, file, sha256, mapping, day, received, accepted, duplicate,
          quarantined, started_at)
        SELECT $1, file, '', mapping, $2, a + d + q, a, d, q, now() FROM given
        WHERE NOT EXISTS (
          SELECT FROM counted c WHERE c.file = given.file AND c.mapping = given.mapping)
        RETURNING id, file, mapping)
      SELECT id, file, mapping FROM counted UNION ALL SELECT id, file, mapping FROM added
      """
          .formatted(
              Keys.equal("import_run.file", "given.file"),
              Keys.equal("import_run.mapping", "given.mapping"));

  private static final String REJECTIONS =
      """
      INSERT INTO rejection (import_id, code, message, file, line, field, raw)
      SELECT import_id, code, message, file, line, nullif(field, ''), raw
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],
                  $7::text[])
        WITH ORDINALITY AS t(import_id, code, message, file, line, field, raw, position)
      ORDER BY position RETURNING id
      """;

  private final PostgresqlConnection connection;
  private final Submissions submissions;

  SubmissionWriter(PostgresqlConnection connection, Submissions submissions) {
    this.connection = connection;
    this.submissions = submissions;
  }

  /**
   * What was written; committed when the transaction is.
   *
   * @param objectTypes that the events refer to
   * @param metKnown whether at least one event was stored before
   */
  record Written(
      List<Acknowledgement> acknowledgements, Set<String> objectTypes, boolean metKnown) {}

  record Log(int id, long watermark) {}

  Mono<Written> write(IntakeHints hints) {
    return lock()
        .switchIfEmpty(Mono.defer(() -> make().then(lock())))
        .publishOn(Schedulers.parallel()) // encoding takes milliseconds: not on the event loop
        .flatMap(log -> write(log, hints));
  }

  private Mono<Written> write(Log log, IntakeHints hints) {
    EventRows rows = new EventRows(submissions.distinct(), log.id(), log.watermark());
    return new EventInsert(connection, rows)
        .insert(hints.expectsKnown(submissions.log()))
        .flatMap(
            added ->
                listTypes(log, hints)
                    .then(Mono.defer(() -> count(log, added)))
                    .then(Mono.defer(() -> writeLedger(log, added)))
                    .flatMap(this::writeRejections)
                    .map(ids -> written(added, ids)));
  }

  private Written written(BitSet added, List<Long> rejectionIds) {
    return new Written(
        submissions.acknowledgements(added, rejectionIds),
        objectTypes(),
        added.cardinality() < submissions.distinct().size());
  }

  /** Locks the log's row until the transaction ends; empty when there is no such log. */
  Mono<Log> lock() {
    return query(
            connection,
            1,
            row -> new Log(Objects.requireNonNull(row.get(0, Integer.class)), bigint(row, 1)),
            "SELECT id, watermark FROM log WHERE " + Keys.equal("name", "$1") + " FOR UPDATE",
            submissions.log().value())
        .next();
  }

  private Mono<Long> make() {
    return update(
        connection,
        "INSERT INTO log (name, header, imported_at) VALUES ($1, $2::jsonb, now())"
            + " ON CONFLICT DO NOTHING",
        submissions.log().value(),
        HeaderJson.write(LogHeader.EMPTY));
  }

  private Set<String> objectTypes() {
    Set<String> types = new TreeSet<>();
    for (Event event : submissions.distinct()) {
      for (ObjectRef object : event.objects()) {
        types.add(object.type().value());
      }
    }
    return types;
  }

  private Mono<Long> listTypes(Log log, IntakeHints hints) {
    String[] types =
        objectTypes().stream()
            .filter(type -> !hints.isListed(submissions.log(), type))
            .toArray(String[]::new);
    return types.length == 0
        ? Mono.empty()
        : update(
            connection,
            "INSERT INTO log_object_type SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING",
            log.id(),
            types);
  }

  private Mono<Long> count(Log log, BitSet added) {
    if (added.isEmpty()) {
      return update(
          connection,
          "UPDATE log SET quarantined = quarantined + $2, imported_at = now() WHERE id = $1",
          log.id(),
          submissions.rejected());
    }
    List<Instant> times =
        added.stream().mapToObj(i -> submissions.distinct().get(i).occurredAt()).sorted().toList();
    return update(
        connection,
        """
        UPDATE log SET events = events + $2, quarantined = quarantined + $3, watermark = $4,
          first_at = least(first_at, $5), last_at = greatest(last_at, $6), imported_at = now()
        WHERE id = $1
        """,
        log.id(),
        (long) added.cardinality(),
        submissions.rejected(),
        log.watermark() + added.length(),
        times.get(0),
        times.get(times.size() - 1));
  }

  private Mono<Map<Submissions.LedgerKey, Long>> writeLedger(Log log, BitSet added) {
    Map<Submissions.LedgerKey, IntakeCount> ledger = submissions.ledger(added);
    if (ledger.isEmpty()) {
      return Mono.just(Map.of());
    }
    return query(
            connection,
            ledger.size(),
            row -> Map.entry(new Submissions.LedgerKey(text(row, 1), text(row, 2)), bigint(row, 0)),
            LEDGER,
            log.id(),
            submissions.day(),
            ledger.keySet().stream().map(Submissions.LedgerKey::source).toArray(String[]::new),
            ledger.keySet().stream().map(Submissions.LedgerKey::mapping).toArray(String[]::new),
            counts(ledger, IntakeCount::accepted),
            counts(ledger, IntakeCount::duplicate),
            counts(ledger, IntakeCount::quarantined))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Long[] counts(
      Map<Submissions.LedgerKey, IntakeCount> ledger, ToLongFunction<IntakeCount> part) {
    return ledger.values().stream().map(part::applyAsLong).toArray(Long[]::new);
  }

  private Mono<List<Long>> writeRejections(Map<Submissions.LedgerKey, Long> ledger) {
    List<Long> importIds = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    for (Submission part : submissions.parts()) {
      for (Rejection rejection : part.rejections()) {
        var key = new Submissions.LedgerKey(rejection.location().file(), part.mapping());
        importIds.add(Objects.requireNonNull(ledger.get(key)));
        rejections.add(rejection);
      }
    }
    if (rejections.isEmpty()) {
      return Mono.just(List.of());
    }
    Flux<Long> ids =
        query(
            connection,
            rejections.size(),
            row -> bigint(row, 0),
            REJECTIONS,
            importIds.toArray(Long[]::new),
            rejections.stream().map(r -> r.code().name()).toArray(String[]::new),
            rejections.stream().map(Rejection::message).toArray(String[]::new),
            rejections.stream().map(r -> r.location().file()).toArray(String[]::new),
            rejections.stream().map(r -> r.location().line()).toArray(Long[]::new),
            rejections.stream()
                .map(r -> Objects.requireNonNullElse(r.location().field(), ""))
                .toArray(String[]::new),
            rejections.stream().map(Rejection::raw).toArray(String[]::new));
    return ids.collectList();
  }

  private static long bigint(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, Long.class));
  }

  private static String text(Readable row, int index) {
    return Objects.requireNonNull(row.get(index, String.class));
  }
}
