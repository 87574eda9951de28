package dev.throughline.api.triage;

import dev.throughline.ai.predict.ResolvedCase;
import dev.throughline.api.findings.FindingRow;
import dev.throughline.api.store.Connections;
import dev.throughline.model.CaseId;
import dev.throughline.model.Reason;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;

/**
 * Findings whose reason somebody confirmed, to learn from. Their facts and evidence are those of
 * the last advice before that: what came later was not known when advice was needed. A finding that
 * had none is taken as it is.
 */
public final class ResolvedCases {
  private static final int FETCH = 1000;

  /** The columns of {@link FindingRow#SELECT}, with the facts and evidence that are learnt from. */
  private static final String COLUMNS =
      """
      SELECT f.id, l.name, f.process, f.type, f.case_id, f.state, f.exposure_minor, f.currency,
             f.owner_role, f.site, f.supplier, f.opened_at, f.changed_at, f.closed_at,
             coalesce(a.facts, f.facts)::text, coalesce(a.evidence, f.evidence)::text, f.version
      """;

  private static final String CONFIRMED =
      COLUMNS
          + """
          , r.reason
          FROM finding_label r
            JOIN finding f ON f.id = r.finding_id
            JOIN log l ON l.id = f.log_id
            LEFT JOIN LATERAL (
              SELECT advice.facts, advice.evidence FROM advice
              WHERE advice.finding_id = f.id AND advice.at <= r.confirmed_at
              ORDER BY advice.id DESC LIMIT 1) a ON true
          ORDER BY f.opened_at, f.id
          """;

  private static final String ALL =
      COLUMNS
          + """
          FROM finding f
            JOIN log l ON l.id = f.log_id
            LEFT JOIN LATERAL (
              SELECT advice.facts, advice.evidence FROM advice
              WHERE advice.finding_id = f.id
              ORDER BY advice.id DESC LIMIT 1) a ON true
          ORDER BY f.opened_at, f.id
          """;

  private static final String HAS_LABELS = "SELECT to_regclass('finding_label') IS NOT NULL";

  private final Connections connections;

  public ResolvedCases(Connections connections) {
    this.connections = connections;
  }

  /** Those whose reason is confirmed in the store, the oldest first; one consistent state. */
  public Flux<ResolvedCase> confirmed() {
    return connections.inTransaction(
        connection ->
            Connections.query(connection, 1, row -> row.get(0, Boolean.class), HAS_LABELS)
                .filter(Boolean.TRUE::equals)
                .concatMap(
                    there -> Connections.query(connection, FETCH, ResolvedCases::read, CONFIRMED)));
  }

  /**
   * Those whose reason is known from elsewhere, the oldest first; one consistent state.
   *
   * @param reasons by case; every finding of a case has the case's
   */
  public Flux<ResolvedCase> labelled(Map<CaseId, Reason> reasons) {
    return connections
        .inTransaction(connection -> Connections.query(connection, FETCH, FindingRow::read, ALL))
        .filter(finding -> reasons.containsKey(finding.caseId()))
        .map(
            finding ->
                new ResolvedCase(finding, Objects.requireNonNull(reasons.get(finding.caseId()))));
  }

  private static ResolvedCase read(Readable row) {
    String reason = Objects.requireNonNull(row.get(17, String.class));
    return new ResolvedCase(FindingRow.read(row), Reason.valueOf(reason));
  }
}
