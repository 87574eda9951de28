package dev.throughline.api.approval;

import static dev.throughline.api.store.Connections.query;
import static dev.throughline.api.store.Connections.update;

import dev.throughline.api.security.Person;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Money;
import dev.throughline.model.Reason;
import dev.throughline.model.Role;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The tables of what people propose and decide. */
final class ProposalRows {
  private static final int FETCH_SIZE = 100;

  private static final String SELECT =
      """
      SELECT p.id, p.finding_version, p.action, p.comment, p.exposure_minor, p.currency,
             p.approvals_needed, p.proposed_by, p.proposed_at,
             d.verdict, d.decided_by, d.roles, d.decided_at, d.comment, d.reason
      FROM proposal p LEFT JOIN decision d ON d.proposal_id = p.id
      WHERE p.finding_id = $1
      ORDER BY p.id, d.ordinal
      """;

  /** All proposals on a finding with their decisions, oldest first. */
  static Mono<List<Proposal>> of(PostgresqlConnection connection, FindingId finding) {
    return query(connection, FETCH_SIZE, row -> read(row, finding), SELECT, finding.value())
        .collectList()
        .map(ProposalRows::joined);
  }

  /** One row is a proposal with at most one decision; rows of one proposal follow each other. */
  private static List<Proposal> joined(List<Proposal> rows) {
    List<Proposal> proposals = new ArrayList<>();
    for (Proposal row : rows) {
      int last = proposals.size() - 1;
      if (last >= 0 && proposals.get(last).id() == row.id()) {
        proposals.set(last, proposals.get(last).with(row.decisions().get(0)));
      } else {
        proposals.add(row);
      }
    }
    return proposals;
  }

  private static Proposal read(Readable row, FindingId finding) {
    return new Proposal(
        value(row, 0, Long.class),
        finding,
        value(row, 1, Long.class),
        value(row, 2, String.class),
        row.get(3, String.class),
        Money.ofMinor(value(row, 4, Long.class), Currency.getInstance(value(row, 5, String.class))),
        value(row, 6, Integer.class),
        value(row, 7, String.class),
        value(row, 8, Instant.class),
        row.get(9) == null ? List.of() : List.of(decision(row)));
  }

  private static Decision decision(Readable row) {
    String reason = row.get(14, String.class);
    return new Decision(
        Decision.Verdict.valueOf(value(row, 9, String.class)),
        value(row, 10, String.class),
        roles(value(row, 11, String[].class)),
        value(row, 12, Instant.class),
        row.get(13, String.class),
        reason == null ? null : Reason.valueOf(reason));
  }

  private static Set<Role> roles(String[] names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream(names).map(Role::valueOf).forEach(roles::add);
    return roles;
  }

  /** Adds a proposal and returns its number. */
  static Mono<Long> propose(PostgresqlConnection connection, Finding finding, Proposal proposal) {
    return query(
            connection,
            1,
            row -> value(row, 0, Long.class),
            "INSERT INTO proposal (finding_id, finding_version, action, comment, exposure_minor,"
                + " currency, approvals_needed, proposed_by, proposed_at)"
                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
            finding.id().value(),
            finding.version(),
            proposal.action(),
            orNull(proposal.comment()),
            proposal.exposure().minorUnits(),
            proposal.exposure().currency().getCurrencyCode(),
            proposal.approvalsNeeded(),
            proposal.proposedBy(),
            proposal.proposedAt())
        .single();
  }

  /**
   * Adds a decision on a proposal.
   *
   * @param settles whether the proposal is decided by it
   */
  static Mono<Long> decide(
      PostgresqlConnection connection, Proposal proposal, Decision decision, Settles settles) {
    Reason reason = decision.reason();
    return update(
        connection,
        "INSERT INTO decision (proposal_id, proposed_by, approvals_needed, ordinal, verdict,"
            + " settles, decided_by, roles, decided_at, comment, reason)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        proposal.id(),
        proposal.proposedBy(),
        proposal.approvalsNeeded(),
        proposal.decisions().size() + 1,
        decision.verdict().name(),
        settles == Settles.YES,
        decision.decidedBy(),
        decision.roles().stream().map(Role::name).toArray(String[]::new),
        decision.decidedAt(),
        orNull(decision.comment()),
        orNull(reason == null ? null : reason.name()));
  }

  /** Whether a decision is the one that decides. */
  enum Settles {
    YES,
    NOT_YET
  }

  static Mono<Long> complete(
      PostgresqlConnection connection,
      Proposal proposal,
      FindingState outcome,
      DecisionStamp stamp) {
    return update(
        connection,
        "INSERT INTO completion (proposal_id, outcome, completed_by, completed_at, comment)"
            + " VALUES ($1, $2, $3, $4, $5)",
        proposal.id(),
        outcome.name(),
        stamp.person().name(),
        stamp.at(),
        orNull(stamp.comment()));
  }

  static Mono<Long> confirm(
      PostgresqlConnection connection, Finding finding, Reason reason, DecisionStamp stamp) {
    return update(
        connection,
        "INSERT INTO confirmed_reason"
            + " (finding_id, finding_version, reason, confirmed_by, confirmed_at)"
            + " VALUES ($1, $2, $3, $4, $5)",
        finding.id().value(),
        finding.version(),
        reason.name(),
        stamp.person().name(),
        stamp.at());
  }

  /** Who acts, when, and what they remark. */
  record DecisionStamp(Person person, Instant at, @Nullable String comment) {}

  private static Object orNull(@Nullable String text) {
    return text == null ? Parameters.in(R2dbcType.VARCHAR) : text;
  }

  private static <T> T value(Readable row, int index, Class<T> type) {
    return Objects.requireNonNull(row.get(index, type));
  }

  private ProposalRows() {}
}
