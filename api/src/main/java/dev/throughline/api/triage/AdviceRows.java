package dev.throughline.api.triage;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.ai.triage.Advice;
import dev.throughline.api.findings.FactJson;
import dev.throughline.api.findings.FindingRow;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** Rows of the table {@code advice} and of what hangs on it. */
final class AdviceRows {
  private static final int FETCH = 1000;
  private static final String SEEN = FindingRow.SELECT + "WHERE f.id = ANY($1)";

  /**
   * Stores advice on the findings that are as they were seen, and moves those that are open to
   * triaged: one version more, one change more. Advice on others is left out. One statement, so
   * that it needs one round trip and is committed as it ends.
   */
  private static final String STORE =
      """
      WITH asked AS (
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::float8[],
            $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])
          WITH ORDINALITY
          AS a(finding_id, seen_version, reason, reasons, risk, priority, action, summary,
            summary_by, advised_by, influences, requested_by, nth)),
      first AS (
        SELECT DISTINCT ON (finding_id) finding_id, seen_version, requested_by
        FROM asked ORDER BY finding_id, nth),
      seen AS MATERIALIZED (
        SELECT f.id, f.version, f.state, f.facts, f.evidence, a.requested_by
        FROM finding f JOIN first a ON f.id = a.finding_id AND f.version = a.seen_version
        ORDER BY f.id FOR UPDATE OF f),
      moved AS (
        UPDATE finding f SET state = 'TRIAGED', version = f.version + 1, changed_at = now()
        FROM seen WHERE f.id = seen.id AND seen.state = 'OPEN'
        RETURNING f.id, f.version, f.state, f.exposure_minor, f.currency, f.opened_at,
          seen.requested_by),
      changed AS (
        INSERT INTO finding_change
          (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
        SELECT m.id, m.version, greatest($13, (
            SELECT max(c.at) FROM finding_change c WHERE c.finding_id = m.id)),
          m.state, m.exposure_minor, m.currency, m.opened_at, m.requested_by
        FROM moved m)
      INSERT INTO advice (finding_id, finding_version, reason, reasons, risk, priority, action,
        summary, summary_by, advised_by, influences, facts, evidence, requested_by)
      SELECT a.finding_id, seen.version + (seen.state = 'OPEN')::int, a.reason, a.reasons::jsonb,
        a.risk, a.priority, a.action, a.summary, a.summary_by, a.advised_by, a.influences::jsonb,
        seen.facts, seen.evidence, a.requested_by
      FROM asked a JOIN seen ON seen.id = a.finding_id
      ORDER BY a.nth
      RETURNING id, finding_id, finding_version, at
      """;

  private static final String SELECT =
      """
      SELECT a.id, a.finding_id, a.finding_version, a.at, a.reasons::text, a.risk, a.priority,
        a.action, a.influences::text, a.evidence::text, a.advised_by,
        coalesce(s.text, a.summary),
        CASE WHEN s.text IS NULL THEN a.summary_by ELSE s.summary_by END
      FROM advice a LEFT JOIN advice_summary s ON s.advice_id = a.id
      """;

  /** A finding, as it was seen, with the advice on it that is to be stored. */
  record NewAdvice(Finding finding, Advice advice, String summary, String summaryBy, String actor) {

    StoredAdvice stored(Readable row) {
      return new StoredAdvice(
          value(row, 0, Long.class),
          finding.id(),
          value(row, 2, Long.class),
          value(row, 3, Instant.class),
          advice,
          summary,
          summaryBy);
    }
  }

  /** Those of the findings that there are, as they are now. */
  static Flux<Finding> seen(PostgresqlConnection connection, Collection<FindingId> ids) {
    Long[] numbers = ids.stream().map(FindingId::value).distinct().toArray(Long[]::new);
    return query(connection, FETCH, FindingRow::read, SEEN, (Object) numbers);
  }

  /**
   * Stores advice, in its order, but for findings that changed since they were seen.
   *
   * @param at when findings are moved
   */
  static Flux<StoredAdvice> store(
      PostgresqlConnection connection, List<NewAdvice> advice, Instant at) {
    return Flux.defer(() -> storeInOrder(connection, advice, at));
  }

  /** A row may be read only while the driver gives it: afterwards its bytes are another's. */
  private static Flux<StoredAdvice> storeInOrder(
      PostgresqlConnection connection, List<NewAdvice> advice, Instant at) {
    Iterator<NewAdvice> next = advice.iterator();
    return query(
        connection,
        FETCH,
        row -> nextOn(value(row, 1, Long.class), next).stored(row),
        STORE,
        column(advice, a -> a.finding().id().value(), Long[]::new),
        column(advice, a -> a.finding().version(), Long[]::new),
        column(advice, a -> a.advice().reason().name(), String[]::new),
        column(advice, a -> AdviceJson.writeReasons(a.advice().reasons()), String[]::new),
        column(advice, a -> a.advice().risk(), Double[]::new),
        column(advice, a -> a.advice().priority(), Integer[]::new),
        column(advice, a -> a.advice().action(), String[]::new),
        column(advice, NewAdvice::summary, String[]::new),
        column(advice, NewAdvice::summaryBy, String[]::new),
        column(advice, a -> a.advice().advisedBy(), String[]::new),
        column(advice, a -> AdviceJson.writeInfluences(a.advice().influences()), String[]::new),
        column(advice, NewAdvice::actor, String[]::new),
        at);
  }

  private static NewAdvice nextOn(long finding, Iterator<NewAdvice> left) {
    NewAdvice advice = left.next();
    while (advice.finding().id().value() != finding) { // it changed since it was seen
      advice = left.next();
    }
    return advice;
  }

  private static <T> Object column(
      List<NewAdvice> advice,
      Function<NewAdvice, T> value,
      java.util.function.IntFunction<T[]> array) {
    return advice.stream().map(value).toArray(array);
  }

  /** Advice on one finding, the latest first. */
  static Flux<StoredAdvice> of(PostgresqlConnection connection, FindingId finding, int limit) {
    return query(
        connection,
        Math.min(limit, FETCH),
        AdviceRows::read,
        SELECT + "WHERE a.finding_id = $1 ORDER BY a.id DESC LIMIT $2",
        finding.value(),
        limit);
  }

  /** The latest advice on each of the findings that has any. */
  static Flux<StoredAdvice> latest(
      PostgresqlConnection connection, Collection<FindingId> findings) {
    Long[] numbers = findings.stream().map(FindingId::value).toArray(Long[]::new);
    return query(
        connection,
        FETCH,
        AdviceRows::read,
        SELECT
            + "WHERE a.id IN ("
            + "SELECT max(id) FROM advice WHERE finding_id = ANY($1) GROUP BY finding_id)",
        (Object) numbers);
  }

  private static StoredAdvice read(Readable row) {
    Advice advice =
        new Advice(
            AdviceJson.readReasons(value(row, 4, String.class)),
            value(row, 5, Double.class),
            value(row, 6, Integer.class),
            value(row, 7, String.class),
            AdviceJson.readInfluences(value(row, 8, String.class)),
            FactJson.readEvidence(value(row, 9, String.class)),
            value(row, 10, String.class));
    return new StoredAdvice(
        value(row, 0, Long.class),
        new FindingId(value(row, 1, Long.class)),
        value(row, 2, Long.class),
        value(row, 3, Instant.class),
        advice,
        value(row, 11, String.class),
        value(row, 12, String.class));
  }

  private static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private AdviceRows() {}
}
