package dev.throughline.api.findings;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.Finding;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * The cases of one log that are looked at together.
 *
 * @param cases how many they are
 */
record CaseBatch(int logId, long cases) {
  static final CaseBatch NONE = new CaseBatch(0, 0);

  /**
   * Marks the cases whose time has come, all that another pack looked at, and those of findings
   * without discrepancy that people have let go of. Each part has an index, which '<>' would not
   * use.
   */
  private static final String MARK_DUE =
      """
      INSERT INTO dirty_case (log_id, leading_type, case_id)
      SELECT log_id, $2, case_id FROM case_state WHERE process = $1 AND next_due_at <= $3
      UNION
      SELECT log_id, $2, case_id FROM case_state WHERE process = $1 AND pack < $4
      UNION
      SELECT log_id, $2, case_id FROM case_state WHERE process = $1 AND pack > $4
      UNION
      SELECT log_id, $2, case_id FROM finding
      WHERE process = $1 AND state IN ('REJECTED', 'FAILED') AND facts ? '%s'
      ON CONFLICT DO NOTHING
      """
          .formatted(Finding.GONE_AT);

  private static final String TAKE =
      """
      INSERT INTO case_batch (log_id, leading_type, case_id, revision)
      SELECT log_id, leading_type, case_id, revision FROM dirty_case
      WHERE leading_type = $1 AND log_id = (
        SELECT log_id FROM dirty_case WHERE leading_type = $1 ORDER BY marked_at LIMIT 1)
      ORDER BY marked_at, case_id LIMIT $2
      """;

  private static final String DISMISS =
      """
      DELETE FROM dirty_case d USING case_batch b
      WHERE d.log_id = b.log_id AND d.leading_type = b.leading_type AND d.case_id = b.case_id
        AND d.revision = b.revision
      """;

  /**
   * Takes marked cases, those that have waited longest first. What an evaluation that was cut off
   * had taken is taken again: its marks are still there.
   *
   * @param limit cases at most
   */
  static Mono<CaseBatch> take(
      PostgresqlConnection connection, ProcessPack pack, Instant now, int limit) {
    String type = pack.leadingType().value();
    return update(connection, "DELETE FROM case_batch")
        .then(update(connection, MARK_DUE, pack.name(), type, now, pack.hash()))
        .then(update(connection, TAKE, type, (long) limit))
        .then(
            query(
                    connection,
                    1,
                    row ->
                        new CaseBatch(
                            Objects.requireNonNull(row.get(0, Integer.class)),
                            Objects.requireNonNull(row.get(1, Long.class))),
                    "SELECT coalesce(min(log_id), 0), count(*) FROM case_batch")
                .single());
  }

  /** Takes back the marks of the cases that were looked at, unless they were marked anew. */
  static Mono<Long> dismiss(PostgresqlConnection connection) {
    return update(connection, DISMISS);
  }

  boolean isEmpty() {
    return cases == 0;
  }
}
