package dev.throughline.api.findings;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import dev.throughline.model.Role;
import dev.throughline.model.ThroughlineException;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** A row of the table {@code finding}, for whoever reads or changes it in a transaction. */
public final class FindingRow {

  /** Selects what {@link #read} reads; the table is called {@code f}. */
  public static final String SELECT =
      """
      SELECT f.id, l.name, f.process, f.type, f.case_id, f.state, f.exposure_minor, f.currency,
             f.owner_role, f.site, f.supplier, f.opened_at, f.changed_at, f.closed_at,
             f.facts::text, f.evidence::text, f.version
      FROM finding f JOIN log l ON l.id = f.log_id
      """;

  /** The finding of a row of {@link #SELECT}. */
  public static Finding read(Readable row) {
    return new Finding(
        new FindingId(value(row, 0, Long.class)),
        new LogName(text(row, 1)),
        text(row, 2),
        new FindingType(text(row, 3)),
        new CaseId(text(row, 4)),
        FindingState.valueOf(text(row, 5)),
        money(row, 6, 7),
        Role.valueOf(text(row, 8)),
        row.get(9, String.class),
        row.get(10, String.class),
        value(row, 11, Instant.class),
        value(row, 12, Instant.class),
        row.get(13, Instant.class),
        FactJson.read(text(row, 14)),
        FactJson.readEvidence(text(row, 15)),
        value(row, 16, Long.class));
  }

  /**
   * Reads a finding and keeps others from changing it until the transaction ends.
   *
   * @return an error {@code NOT_FOUND} when there is none with the id
   */
  public static Mono<Finding> lock(PostgresqlConnection connection, FindingId id) {
    return query(
            connection, 1, FindingRow::read, SELECT + "WHERE f.id = $1 FOR UPDATE OF f", id.value())
        .next()
        .switchIfEmpty(Mono.error(() -> unknown(id)));
  }

  /**
   * Moves a finding that this transaction has locked to another state: one version more, one change
   * more. Whether the move is allowed is the caller's to know.
   *
   * @return the finding as it is now
   */
  public static Mono<Finding> move(PostgresqlConnection connection, Finding locked, Move move) {
    long id = locked.id().value();
    return update(
            connection,
            """
            WITH moved AS (
              UPDATE finding SET state = $2, version = version + 1, changed_at = now(),
                closed_at = CASE WHEN $3 THEN NULL ELSE greatest($4, opened_at) END
              WHERE id = $1 AND version = $5
              RETURNING id, version, state, exposure_minor, currency, opened_at)
            INSERT INTO finding_change
              (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
            SELECT m.id, m.version, greatest($4, (
                SELECT max(c.at) FROM finding_change c WHERE c.finding_id = m.id)),
              m.state, m.exposure_minor, m.currency, m.opened_at, $6
            FROM moved m
            """,
            id,
            move.to().name(),
            move.to().isOpen(),
            move.at(),
            locked.version(),
            move.actor())
        .filter(rows -> rows == 1)
        .switchIfEmpty(
            Mono.error(() -> new IllegalStateException("finding " + id + " was not locked")))
        .then(lock(connection, locked.id()));
  }

  /**
   * A change of state.
   *
   * @param at when it happened; a change is never dated before the one that precedes it
   * @param actor a user, or the part of this service that moves it
   */
  public record Move(FindingState to, Instant at, String actor) {}

  static Money money(Readable row, int minor, int currency) {
    return Money.ofMinor(value(row, minor, Long.class), Currency.getInstance(text(row, currency)));
  }

  static ThroughlineException unknown(FindingId id) {
    return new ThroughlineException(ErrorCode.NOT_FOUND, "there is no exception " + id);
  }

  static String text(Readable row, int index) {
    return value(row, index, String.class);
  }

  static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private FindingRow() {}
}
