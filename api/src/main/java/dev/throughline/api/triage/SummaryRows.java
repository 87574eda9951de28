package dev.throughline.api.triage;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.ai.summary.Summary;
import dev.throughline.api.findings.FindingRow;
import dev.throughline.api.store.Connections;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** What a language model made of advice, in the table {@code advice_summary}. */
final class SummaryRows {
  /** Advice that still fits its finding, and that nobody has decided on yet. */
  private static final String NEXT =
      """
      SELECT f.id FROM advice a JOIN finding f
        ON f.id = a.finding_id AND f.version = a.finding_version AND f.state = 'TRIAGED'
      WHERE NOT EXISTS (SELECT FROM advice_summary s WHERE s.advice_id = a.id)
        AND a.at > now() - interval '1 day'
      ORDER BY a.priority, a.id LIMIT 1
      """;

  private static final String INSERT =
      """
      INSERT INTO advice_summary (advice_id, text, summary_by, outcome, objection)
      VALUES ($1, CASE WHEN $4 = 'MODEL' THEN $2 END, $3, $4, nullif($5, ''))
      ON CONFLICT (advice_id) DO NOTHING
      """;

  private final Connections connections;

  SummaryRows(Connections connections) {
    this.connections = connections;
  }

  /** Advice that waits for a summary, with its finding. */
  record Waiting(Finding finding, StoredAdvice advice) {}

  /** The most urgent advice that waits; empty when none does. */
  Mono<Waiting> next() {
    return connections
        .inTransaction(
            connection ->
                query(
                        connection,
                        1,
                        row -> new FindingId(Objects.requireNonNull(row.get(0, Long.class))),
                        NEXT)
                    .next()
                    .flatMap(
                        id ->
                            query(
                                    connection,
                                    1,
                                    FindingRow::read,
                                    FindingRow.SELECT + "WHERE f.id = $1",
                                    id.value())
                                .next()
                                .zipWith(AdviceRows.of(connection, id, 1).next(), Waiting::new)))
        .next();
  }

  Mono<Void> store(StoredAdvice advice, Summary summary) {
    return connections
        .inTransaction(
            connection ->
                update(
                    connection,
                    INSERT,
                    advice.id(),
                    summary.text(),
                    summary.by(),
                    summary.outcome().name(),
                    summary.objection() == null ? "" : summary.objection()))
        .then();
  }
}
