package dev.throughline.api.findings;

import static dev.throughline.api.store.Connections.query;

import dev.throughline.api.store.Connections;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads findings from PostgreSQL. */
public final class PostgresFindingStore implements FindingStore {
  private static final int FETCH = 500;
  private static final String CHANGES =
      """
      SELECT c.version, c.at, c.state, c.exposure_minor, c.currency, c.opened_at, c.actor
      FROM finding_change c WHERE c.finding_id = $1 ORDER BY c.version
      """;

  private final Connections connections;

  public PostgresFindingStore(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Mono<Finding> find(FindingId id) {
    return connections
        .inTransaction(
            c -> query(c, 1, FindingRow::read, FindingRow.SELECT + "WHERE f.id = $1", id.value()))
        .next()
        .switchIfEmpty(Mono.error(() -> FindingRow.unknown(id)));
  }

  @Override
  public Flux<Finding> list(FindingQuery query) {
    FindingSql sql = FindingSql.of(query);
    return connections.inTransaction(
        c -> query(c, FETCH, FindingRow::read, sql.text(), sql.parameters()));
  }

  @Override
  public Mono<Long> count(FindingFilter filter) {
    FindingSql sql = FindingSql.count(filter);
    return connections
        .inTransaction(
            c -> query(c, 1, r -> FindingRow.value(r, 0, Long.class), sql.text(), sql.parameters()))
        .single();
  }

  @Override
  public Flux<FindingChange> changes(FindingId id) {
    return connections
        .inTransaction(c -> query(c, FETCH, PostgresFindingStore::change, CHANGES, id.value()))
        .switchIfEmpty(Flux.error(() -> FindingRow.unknown(id)));
  }

  private static FindingChange change(Readable row) {
    return new FindingChange(
        FindingRow.value(row, 0, Long.class),
        FindingRow.value(row, 1, Instant.class),
        FindingState.valueOf(FindingRow.text(row, 2)),
        FindingRow.money(row, 3, 4),
        FindingRow.value(row, 5, Instant.class),
        FindingRow.text(row, 6));
  }
}
