package dev.throughline.api.approval;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.model.FindingId;
import dev.throughline.model.Reason;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Tells what people did about a finding. */
@Component
public final class FindingHistory {
  private static final int FETCH_SIZE = 100;

  /** A reason that came with another step was confirmed in the same transaction, before it. */
  private static final String STEPS =
      """
      SELECT s.step, s.by_whom, s.at, s.action, s.comment, s.reason FROM (
        SELECT 1 AS nth, 'CONFIRM_REASON' AS step, confirmed_by AS by_whom, confirmed_at AS at,
               NULL AS action, NULL AS comment, reason
        FROM confirmed_reason WHERE finding_id = $1
        UNION ALL
        SELECT 2, 'PROPOSE', proposed_by, proposed_at, action, comment, NULL
        FROM proposal WHERE finding_id = $1
        UNION ALL
        SELECT 3, CASE d.verdict WHEN 'APPROVED' THEN 'APPROVE' ELSE 'REJECT' END, d.decided_by,
               d.decided_at, NULL, d.comment, NULL
        FROM decision d JOIN proposal p ON p.id = d.proposal_id WHERE p.finding_id = $1
        UNION ALL
        SELECT 4, CASE c.outcome WHEN 'DONE' THEN 'COMPLETE' ELSE 'FAIL' END, c.completed_by,
               c.completed_at, NULL, c.comment, NULL
        FROM completion c JOIN proposal p ON p.id = c.proposal_id WHERE p.finding_id = $1) s
      ORDER BY s.at, s.nth
      """;

  private final Connections connections;

  FindingHistory(Connections connections) {
    this.connections = connections;
  }

  /** Every step that people took, oldest first; none for a finding that does not exist. */
  public Flux<StepTaken> of(FindingId finding) {
    return connections.inTransaction(
        connection -> query(connection, FETCH_SIZE, FindingHistory::read, STEPS, finding.value()));
  }

  private static StepTaken read(Readable row) {
    String reason = row.get(5, String.class);
    return new StepTaken(
        Step.valueOf(Objects.requireNonNull(row.get(0, String.class))),
        Objects.requireNonNull(row.get(1, String.class)),
        Objects.requireNonNull(row.get(2, Instant.class)),
        row.get(3, String.class),
        row.get(4, String.class),
        reason == null ? null : Reason.valueOf(reason));
  }
}
