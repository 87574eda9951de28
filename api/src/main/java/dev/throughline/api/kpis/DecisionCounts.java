package dev.throughline.api.kpis;

import java.time.Duration;

/**
 * What people did in a period, and what waits at its end.
 *
 * @param approved proposals that got all the approvals they need
 * @param failed actions that could not be carried out
 * @param waiting proposals without a decision
 * @param overdue those that wait longer than {@link #DUE}
 */
public record DecisionCounts(
    long proposed,
    long approved,
    long rejected,
    long done,
    long failed,
    long waiting,
    long overdue) {
  /** After so long a proposal should have been decided. */
  public static final Duration DUE = Duration.ofDays(3);
}
