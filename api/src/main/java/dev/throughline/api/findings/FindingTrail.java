package dev.throughline.api.findings;

import dev.throughline.api.audit.AuditEvent;
import dev.throughline.api.audit.AuditTrail;
import dev.throughline.api.store.Connections;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Money;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How findings are told in the audit trail. */
public final class FindingTrail {
  private static final int FETCH = 1_000;
  private static final String PROPOSED =
      "SELECT DISTINCT finding_id FROM proposal WHERE finding_id = ANY($1)";

  /** What an entry calls a finding. */
  public static String subject(FindingId id) {
    return "finding/" + id;
  }

  /** A finding before or after a step. */
  public static Map<String, Object> state(Finding finding) {
    return state(finding.state(), finding.version(), finding.exposure());
  }

  private static Map<String, Object> state(FindingState state, long version, Money exposure) {
    return Map.of("state", state.name(), "version", version, "exposure", exposure.toString());
  }

  /**
   * Adds what the service did to findings that somebody had proposed something for: without it the
   * trail would break off at what they decided. In the transaction that did it, as its last step.
   */
  static Mono<Void> append(
      PostgresqlConnection connection, List<FindingTarget> targets, Instant now) {
    List<FindingTarget> moves = targets.stream().filter(FindingTarget::isMove).toList();
    return moves.isEmpty()
        ? Mono.empty()
        : proposed(connection, moves)
            .flatMapMany(
                ids ->
                    Flux.fromStream(
                        moves.stream()
                            .filter(move -> ids.contains(known(move).id()))
                            .map(move -> event(move, now))))
            .concatMap(event -> AuditTrail.append(connection, event))
            .then();
  }

  private static Mono<Set<FindingId>> proposed(
      PostgresqlConnection connection, List<FindingTarget> moves) {
    Long[] ids = moves.stream().map(move -> known(move).id().value()).toArray(Long[]::new);
    return Connections.query(
            connection,
            FETCH,
            row -> new FindingId(FindingRow.value(row, 0, Long.class)),
            PROPOSED,
            (Object) ids)
        .collect(Collectors.toSet());
  }

  private static AuditEvent event(FindingTarget move, Instant now) {
    Finding known = known(move);
    return new AuditEvent(
        now,
        FindingWriter.ACTOR,
        move.to() == FindingState.RESOLVED ? "finding.resolved" : "finding.reopened",
        subject(known.id()),
        state(known),
        state(move.to(), known.version() + 1, move.content().exposure()));
  }

  private static Finding known(FindingTarget move) {
    return Objects.requireNonNull(move.known());
  }

  private FindingTrail() {}
}
