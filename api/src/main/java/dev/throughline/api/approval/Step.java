package dev.throughline.api.approval;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What can happen to a finding. */
public enum Step {
  /** Advice was recorded; by the service. */
  TRIAGE("triaged"),
  /** The discrepancy went away; by the service. */
  RESOLVE("resolved"),
  /** The discrepancy is there again; by the service. */
  REOPEN("reopened"),
  /** Somebody says what should be done. */
  PROPOSE("proposed"),
  /** Somebody else agrees. */
  APPROVE("approved"),
  /** Somebody else disagrees. */
  REJECT("rejected"),
  /** Somebody says what the cause was: triage learns from it. */
  CONFIRM_REASON("confirmed"),
  /** The approved action was carried out. */
  COMPLETE("marked as done"),
  /** The approved action could not be carried out. */
  FAIL("marked as failed");

  private static final Set<Step> BY_PEOPLE =
      Collections.unmodifiableSet(
          EnumSet.of(PROPOSE, APPROVE, REJECT, CONFIRM_REASON, COMPLETE, FAIL));

  private final String participle;

  Step(String participle) {
    this.participle = participle;
  }

  /** As in 'it cannot be approved'. */
  String participle() {
    return participle;
  }

  /** The steps that people, or programs in their place, take. */
  public static Set<Step> byPeople() {
    return BY_PEOPLE;
  }
}
