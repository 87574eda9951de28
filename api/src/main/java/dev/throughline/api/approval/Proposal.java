package dev.throughline.api.approval;

import dev.throughline.model.FindingId;
import dev.throughline.model.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be done about a finding, and what others said to it.
 *
 * @param findingVersion of the finding that the proposer saw
 * @param action what to do, in the words of the playbook
 * @param exposure the money at stake when it was proposed
 * @param approvalsNeeded how many different people must approve it
 * @param decisions oldest first
 */
public record Proposal(
    long id,
    FindingId finding,
    long findingVersion,
    String action,
    @Nullable String comment,
    Money exposure,
    int approvalsNeeded,
    String proposedBy,
    Instant proposedAt,
    List<Decision> decisions) {
  public static final int MAX_ACTION_LENGTH = 200;

  public Proposal {
    if (approvalsNeeded < 1) {
      throw new IllegalArgumentException(
          "approvalsNeeded must be at least 1, was " + approvalsNeeded);
    }
    decisions = List.copyOf(decisions);
  }

  /** How many people approved it so far. */
  public int approvals() {
    return (int) decisions.stream().filter(d -> d.verdict() == Decision.Verdict.APPROVED).count();
  }

  /** This proposal with one decision more. */
  Proposal with(Decision decision) {
    List<Decision> more = new ArrayList<>(decisions);
    more.add(decision);
    return copy(id, more);
  }

  /** This proposal with the number that it was stored under. */
  Proposal numbered(long number) {
    return copy(number, decisions);
  }

  private Proposal copy(long number, List<Decision> all) {
    return new Proposal(
        number,
        finding,
        findingVersion,
        action,
        comment,
        exposure,
        approvalsNeeded,
        proposedBy,
        proposedAt,
        all);
  }
}
