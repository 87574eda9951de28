package dev.throughline.api.approval;

import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who may take which step. The same answer stands on a disabled button and in a refusal of the
 * service.
 */
public final class DecisionRules {
  private static final Set<Role> ALWAYS_SENIOR =
      Set.of(Role.FINANCE_CONTROLLER, Role.REGIONAL_MANAGER);

  private final ApprovalPolicy policy;

  public DecisionRules(ApprovalPolicy policy) {
    this.policy = policy;
  }

  public ApprovalPolicy policy() {
    return policy;
  }

  /**
   * Every step that people take, with whether the person may take it now.
   *
   * @param proposals all proposals on the finding, oldest first
   */
  public Map<Step, Permission> permissions(
      Finding finding, List<Proposal> proposals, Person person) {
    Map<Step, Permission> all = new EnumMap<>(Step.class);
    Step.byPeople().forEach(step -> all.put(step, permission(step, finding, proposals, person)));
    return all;
  }

  /** Whether the person may take the step now. */
  public Permission permission(
      Step step, Finding finding, List<Proposal> proposals, Person person) {
    return switch (step) { // no default: a new step must not compile until it is ruled
      case TRIAGE, RESOLVE, REOPEN -> refuse("the service itself does this");
      case PROPOSE, CONFIRM_REASON ->
          first(
              () -> Lifecycle.permission(finding.state(), step),
              () -> decides(person),
              () -> atSite(finding, person));
      case COMPLETE, FAIL ->
          first(
              () -> Lifecycle.permission(finding.state(), step),
              () -> completes(person),
              () -> atSite(finding, person));
      case APPROVE, REJECT ->
          first(
              () -> Lifecycle.permission(finding.state(), step),
              () -> decides(person),
              () -> atSite(finding, person),
              () ->
                  proposed(proposals)
                      .map(proposal -> decision(step, finding, proposal, person))
                      .orElseGet(() -> refuse(ErrorCode.WRONG_STATE, "nothing is proposed")));
    };
  }

  private Permission decision(Step step, Finding finding, Proposal proposal, Person person) {
    return first(
        () -> Duties.separate(finding, proposal, person),
        () -> ofBand(finding, proposal, person),
        () -> step == Step.APPROVE ? completesPair(proposal, person) : Permission.permit(),
        () -> step == Step.APPROVE ? stillThere(finding) : Permission.permit(),
        () -> step == Step.APPROVE ? sameTerms(finding, proposal) : Permission.permit());
  }

  /** The proposal that waits for a decision, or was decided last. */
  static Optional<Proposal> proposed(List<Proposal> proposals) {
    return proposals.isEmpty()
        ? Optional.empty()
        : Optional.of(proposals.get(proposals.size() - 1));
  }

  private static Permission decides(Person person) {
    if (!AccessRules.deciders().containsAll(person.roles())) {
      return refuse("an admin, an auditor and an integration operator decide nothing");
    }
    return person.roles().isEmpty() ? refuse("you have no role that decides") : Permission.permit();
  }

  private static Permission completes(Person person) {
    return person.hasRole(Role.INTEGRATION_OPERATOR) ? Permission.permit() : decides(person);
  }

  private static Permission atSite(Finding finding, Person person) {
    String site = finding.site();
    if (person.sites().isEmpty() || (site != null && person.sites().contains(site))) {
      return Permission.permit();
    }
    return refuse(
        "you decide for %s only; this exception belongs to %s"
            .formatted(String.join(", ", person.sites()), site == null ? "no site" : site));
  }

  private Permission ofBand(Finding finding, Proposal proposal, Person person) {
    Set<Role> responsible = responsible(finding);
    return switch (policy.band(proposal.exposure())) {
      case SMALL, LARGE ->
          person.hasAnyOf(responsible)
              ? Permission.permit()
              : refuse(oneOf(responsible) + " decides on this");
      case MEDIUM ->
          person.hasRole(Role.FINANCE_CONTROLLER)
              ? Permission.permit()
              : refuse(
                  "above %s a finance controller decides"
                      .formatted(policy.words(policy.smallLimit(), proposal.exposure())));
    };
  }

  private static Set<Role> responsible(Finding finding) {
    Set<Role> roles = EnumSet.copyOf(ALWAYS_SENIOR);
    if (AccessRules.deciders().contains(finding.owner())) {
      roles.add(finding.owner());
    }
    return roles;
  }

  /** Such as 'an accounts payable analyst, a finance controller or a regional manager'. */
  private static String oneOf(Set<Role> roles) {
    List<String> words =
        roles.stream()
            .map(role -> ("AEIOU".indexOf(role.name().charAt(0)) < 0 ? "a " : "an ") + role.words())
            .toList();
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** The last of several approvals sees to it that finance is among them. */
  private Permission completesPair(Proposal proposal, Person person) {
    boolean last = proposal.approvals() + 1 >= proposal.approvalsNeeded();
    boolean finance =
        person.hasRole(Role.FINANCE_CONTROLLER)
            || proposal.decisions().stream()
                .anyMatch(decision -> decision.roles().contains(Role.FINANCE_CONTROLLER));
    return proposal.approvalsNeeded() == 1 || !last || finance
        ? Permission.permit()
        : refuse(
            "above %s the second approval is a finance controller's"
                .formatted(policy.words(policy.controllerLimit(), proposal.exposure())));
  }

  private static Permission stillThere(Finding finding) {
    return finding
        .goneAt()
        .map(
            gone ->
                refuse(
                    ErrorCode.WRONG_STATE,
                    "the discrepancy went away on %s; reject what was proposed"
                        .formatted(LocalDate.ofInstant(gone, ZoneOffset.UTC))))
        .orElseGet(Permission::permit);
  }

  private Permission sameTerms(Finding finding, Proposal proposal) {
    if (!finding.exposure().equals(proposal.exposure())) {
      return refuse(
          ErrorCode.WRONG_STATE,
          "%s were at stake when this was proposed, now %s are; reject it and propose again"
              .formatted(proposal.exposure(), finding.exposure()));
    }
    return policy.approvalsNeeded(proposal.exposure()) <= proposal.approvalsNeeded()
        ? Permission.permit()
        : refuse(
            ErrorCode.WRONG_STATE,
            "the limits were lowered since this was proposed; reject it and propose again");
  }

  @SafeVarargs
  private static Permission first(Supplier<Permission>... rules) {
    for (Supplier<Permission> rule : rules) {
      Permission permission = rule.get();
      if (!permission.isPermitted()) {
        return permission;
      }
    }
    return Permission.permit();
  }

  private static Permission refuse(String reason) {
    return refuse(ErrorCode.NOT_ALLOWED, reason);
  }

  private static Permission refuse(ErrorCode code, String reason) {
    return Permission.refuse(code, reason);
  }
}
