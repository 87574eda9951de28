package dev.throughline.api.findings;

import static dev.throughline.api.store.Connections.update;

import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.pack.ProcessPack;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a pack says of cases: facts, and KPIs. */
final class CaseStateWriter {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String STATES =
      """
      INSERT INTO case_state (log_id, process, case_id, pack, last_event_at, next_due_at, facts)
      SELECT $2, $3, t.case_id, $4, t.last_event_at, t.next_due_at, t.facts::jsonb
      FROM jsonb_to_recordset($1::jsonb) AS t(case_id text, last_event_at timestamptz,
        next_due_at timestamptz, facts text)
      """;

  /** Of all cases of the batch: one whose events are gone has no state any more. */
  private static final String FORGET_STATES =
      """
      DELETE FROM case_state s USING case_batch b
      WHERE s.log_id = b.log_id AND s.process = $1 AND s.case_id = b.case_id
      """;

  private static final String FORGET_MEASURES =
      """
      DELETE FROM case_measure m USING case_batch b
      WHERE m.log_id = b.log_id AND m.process = $1 AND m.case_id = b.case_id
      """;

  private static final String MEASURES =
      """
      INSERT INTO case_measure (log_id, process, case_id, kpi, from_at, to_at, met)
      SELECT $2, $3, t.case_id, t.kpi, t.from_at, t.to_at, t.met
      FROM jsonb_to_recordset($1::jsonb) AS t(case_id text, kpi text, from_at timestamptz,
        to_at timestamptz, met boolean)
      """;

  /**
   * A case and when it has to be looked at again.
   *
   * @param nextDueAt null for never
   */
  record Row(CaseState state, @Nullable Instant nextDueAt) {}

  private CaseStateWriter() {}

  /** In the transaction that dismisses the batch. */
  static Mono<Void> write(
      PostgresqlConnection connection, int logId, ProcessPack pack, List<Row> rows) {
    ArrayNode states = JSON.createArrayNode();
    ArrayNode measures = JSON.createArrayNode();
    for (Row row : rows) {
      states.add(state(row));
      row.state().measures().forEach(measure -> measures.add(measure(row.state(), measure)));
    }
    return update(connection, FORGET_STATES, pack.name())
        .then(update(connection, STATES, states.toString(), logId, pack.name(), pack.hash()))
        .then(update(connection, FORGET_MEASURES, pack.name()))
        .then(update(connection, MEASURES, measures.toString(), logId, pack.name()))
        .then();
  }

  private static ObjectNode state(Row row) {
    ObjectNode json = JSON.createObjectNode();
    json.put("case_id", row.state().caseId().value());
    json.put("last_event_at", row.state().lastEventAt().toString());
    put(json, "next_due_at", row.nextDueAt());
    json.put("facts", FactJson.write(row.state().facts()));
    return json;
  }

  private static ObjectNode measure(CaseState state, CaseState.Measure measure) {
    ObjectNode json = JSON.createObjectNode();
    json.put("case_id", state.caseId().value());
    json.put("kpi", measure.kpi());
    put(json, "from_at", measure.from());
    put(json, "to_at", measure.to());
    if (measure.met() != null) {
      json.put("met", measure.met());
    }
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable Instant moment) {
    if (moment != null) {
      json.put(name, moment.toString());
    }
  }
}
