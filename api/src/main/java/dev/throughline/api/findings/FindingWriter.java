package dev.throughline.api.findings;

import static dev.throughline.api.store.Connections.update;

import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.Finding;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what changed in findings, all rows of a kind in one statement. */
final class FindingWriter {
  /** As the changes of a finding name this part of the service. */
  static final String ACTOR = "findings";

  private static final JsonMapper JSON = new JsonMapper();

  private static final String ADD =
      """
      WITH added AS (
        INSERT INTO finding (log_id, process, type, case_id, state, exposure_minor, currency,
          owner_role, site, supplier, opened_at, closed_at, facts, evidence, version)
        SELECT $2, $3, t.type, t.case_id, t.state, t.exposure_minor, t.currency, t.owner_role,
          t.site, t.supplier, t.opened_at, t.closed_at, t.facts::jsonb, t.evidence::jsonb,
          CASE WHEN t.closed_at IS NULL THEN 1 ELSE 2 END
        FROM jsonb_to_recordset($1::jsonb) AS t(case_id text, type text, state text,
          exposure_minor bigint, currency text, owner_role text, site text, supplier text,
          opened_at timestamptz, closed_at timestamptz, facts text, evidence text)
        RETURNING id, state, exposure_minor, currency, opened_at, closed_at)
      INSERT INTO finding_change
        (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
      SELECT id, 1, opened_at, 'OPEN', exposure_minor, currency, opened_at, $4 FROM added
      UNION ALL
      SELECT id, 2, closed_at, state, exposure_minor, currency, opened_at, $4 FROM added
      WHERE closed_at IS NOT NULL
      """;

  private static final String CHANGE =
      """
      WITH changed AS (
        UPDATE finding f SET state = t.state, exposure_minor = t.exposure_minor,
          currency = t.currency, owner_role = t.owner_role, site = t.site,
          supplier = t.supplier, opened_at = t.opened_at, closed_at = t.closed_at,
          facts = t.facts::jsonb, evidence = t.evidence::jsonb, version = f.version + 1,
          changed_at = now()
        FROM jsonb_to_recordset($1::jsonb) AS t(id bigint, state text, exposure_minor bigint,
          currency text, owner_role text, site text, supplier text, opened_at timestamptz,
          closed_at timestamptz, changed_at timestamptz, facts text, evidence text)
        WHERE f.id = t.id
        RETURNING f.id, f.version, f.state, f.exposure_minor, f.currency, f.opened_at,
          t.changed_at AS at)
      INSERT INTO finding_change
        (finding_id, version, at, state, exposure_minor, currency, opened_at, actor)
      SELECT c.id, c.version, greatest(c.at, c.opened_at, (
          SELECT max(b.at) FROM finding_change b WHERE b.finding_id = c.id)),
        c.state, c.exposure_minor, c.currency, c.opened_at, $2
      FROM changed c WHERE c.at IS NOT NULL
      """;

  private final PostgresqlConnection connection;
  private final int logId;
  private final ProcessPack pack;

  /** In the caller's transaction, which has locked the findings that change. */
  FindingWriter(PostgresqlConnection connection, int logId, ProcessPack pack) {
    this.connection = connection;
    this.logId = logId;
    this.pack = pack;
  }

  Mono<Void> write(List<FindingTarget> targets) {
    ArrayNode added = JSON.createArrayNode();
    ArrayNode changed = JSON.createArrayNode();
    targets.forEach(target -> (target.known() == null ? added : changed).add(row(target)));
    return (added.isEmpty()
            ? Mono.just(0L)
            : update(connection, ADD, added.toString(), logId, pack.name(), ACTOR))
        .then(
            Mono.defer(
                () ->
                    changed.isEmpty()
                        ? Mono.just(0L)
                        : update(connection, CHANGE, changed.toString(), ACTOR)))
        .then();
  }

  private static ObjectNode row(FindingTarget target) {
    Finding known = target.known();
    FindingTarget.Content content = target.content();
    ObjectNode row = JSON.createObjectNode();
    if (known != null) {
      row.put("id", known.id().value());
    }
    row.put("case_id", target.caseId().value());
    row.put("type", target.type().value());
    row.put("state", target.to().name());
    row.put("exposure_minor", content.exposure().minorUnits());
    row.put("currency", content.exposure().currency().getCurrencyCode());
    row.put("owner_role", content.owner().name());
    row.put("site", content.site());
    row.put("supplier", content.supplier());
    row.put("opened_at", content.openedAt().toString());
    put(row, "closed_at", target.closedAt());
    put(row, "changed_at", target.changedAt());
    row.put("facts", FactJson.write(content.facts()));
    row.put("evidence", FactJson.writeEvidence(content.evidence()));
    return row;
  }

  private static void put(ObjectNode row, String name, @Nullable Instant moment) {
    if (moment != null) {
      row.put(name, moment.toString());
    }
  }
}
