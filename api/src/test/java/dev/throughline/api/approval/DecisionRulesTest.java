package dev.throughline.api.approval;

import static dev.throughline.api.approval.Example.approval;
import static dev.throughline.api.approval.Example.example;
import static dev.throughline.api.approval.Example.proposal;
import static dev.throughline.model.Role.ACCOUNTS_PAYABLE_ANALYST;
import static dev.throughline.model.Role.ADMIN;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.INTEGRATION_OPERATOR;
import static dev.throughline.model.Role.PROCUREMENT;
import static dev.throughline.model.Role.REGIONAL_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingState;
import dev.throughline.model.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRulesTest {
  static final ApprovalPolicy POLICY =
      new ApprovalPolicy(new BigDecimal("1000"), new BigDecimal("10000"));

  /** Who may take a step when the state allows it: a finding of accounts payable, three amounts. */
  private static final String ROLES =
      """
      role                     PROPOSE CONFIRM_REASON COMPLETE FAIL APPROVE/500 APPROVE/5000 APPROVE/50000 REJECT/500 REJECT/5000 REJECT/50000
      STORE_MANAGER            yes     yes            yes      yes  -           -            -             -          -           -
      WAREHOUSE_SUPERVISOR     yes     yes            yes      yes  -           -            -             -          -           -
      ACCOUNTS_PAYABLE_ANALYST yes     yes            yes      yes  yes         -            yes           yes        -           yes
      FINANCE_CONTROLLER       yes     yes            yes      yes  yes         yes          yes           yes        yes         yes
      PROCUREMENT              yes     yes            yes      yes  -           -            -             -          -           -
      LOSS_PREVENTION          yes     yes            yes      yes  -           -            -             -          -           -
      REGIONAL_MANAGER         yes     yes            yes      yes  yes         -            yes           yes        -           yes
      AUDITOR                  -       -              -        -    -           -            -             -          -           -
      INTEGRATION_OPERATOR     -       -              yes      yes  -           -            -             -          -           -
      ADMIN                    -       -              -        -    -           -            -             -          -           -
      """;

  private static final Map<Step, Set<FindingState>> STATES =
      Map.of(
          Step.PROPOSE,
          Set.of(
              FindingState.OPEN, FindingState.TRIAGED, FindingState.REJECTED, FindingState.FAILED),
          Step.APPROVE,
          Set.of(FindingState.PROPOSED),
          Step.REJECT,
          Set.of(FindingState.PROPOSED),
          Step.CONFIRM_REASON,
          Set.of(FindingState.values()),
          Step.COMPLETE,
          Set.of(FindingState.APPROVED),
          Step.FAIL,
          Set.of(FindingState.APPROVED));

  private final DecisionRules rules = new DecisionRules(POLICY);

  /** Role × step × state × amount, each with what is expected. */
  static Stream<Arguments> cells() {
    List<String[]> rows = ROLES.lines().map(line -> line.split(" +")).toList();
    List<Arguments> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int i = 1; i < row.length; i++) {
        String[] head = rows.get(0)[i].split("/");
        Step step = Step.valueOf(head[0]);
        List<String> amounts = head.length > 1 ? List.of(head[1]) : List.of("500", "5000", "50000");
        for (FindingState state : FindingState.values()) {
          boolean permitted = row[i].equals("yes") && STATES.get(step).contains(state);
          for (String amount : amounts) {
            cells.add(Arguments.of(Role.valueOf(row[0]), step, state, amount, permitted));
          }
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void permission_everyRoleStepStateAndAmount_isAsInTheTable(
      Role role, Step step, FindingState state, String amount, boolean permitted) {
    Finding finding = example().in(state).of(amount).finding();

    Permission permission =
        rules.permission(
            step, finding, List.of(proposal("paula", amount)), Person.of("frank", role));

    assertThat(permission.isPermitted()).as(permission.reason()).isEqualTo(permitted);
    assertThat(permission.reason().isBlank()).isEqualTo(permitted);
  }

  @Test
  void cells_haveEveryRoleStepStateAndAmount() {
    assertThat(cells().map(cell -> Arrays.asList(cell.get()).subList(0, 4)))
        .doesNotHaveDuplicates()
        .hasSize(Role.values().length * 6 * FindingState.values().length * 3);
  }

  @ParameterizedTest
  @CsvSource({
    "requester, you requested this purchase; somebody else must decide",
    "releaser, you released this purchase order; somebody else must decide",
    "receiver, you received these goods; somebody else must decide",
    "poster, you posted this receipt; somebody else must decide",
    "approver, you approved this payment; somebody else must decide"
  })
  void decide_onWhatOneDidOneself_isRefusedWithTheDuty(String fact, String reason) {
    Finding finding = example().with(fact, "FRANK").finding();
    List<Proposal> proposals = List.of(proposal("paula", "500"));

    for (Step step : List.of(Step.APPROVE, Step.REJECT)) {
      assertThat(rules.permission(step, finding, proposals, Person.of("frank", FINANCE_CONTROLLER)))
          .isEqualTo(new Permission.Refused(ErrorCode.SEPARATION_OF_DUTIES, reason));
      assertThat(
              rules
                  .permission(step, finding, proposals, Person.of("fred", FINANCE_CONTROLLER))
                  .isPermitted())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"paula", "PAULA", "Paula", " paula ", "ｐａｕｌａ"})
  void decide_onOnesOwnProposal_isRefusedHoweverTheNameIsWritten(String name) {
    Permission permission =
        rules.permission(
            Step.APPROVE,
            example().finding(),
            List.of(proposal("paula", "500")),
            Person.of(name, FINANCE_CONTROLLER));

    assertThat(permission)
        .isEqualTo(
            new Permission.Refused(
                ErrorCode.SEPARATION_OF_DUTIES, "you proposed this; somebody else must decide"));
  }

  @Test
  void approve_largeAmount_takesTwoPeopleOneOfFinance() {
    Finding finding = example().of("50000").finding();
    Person anna = Person.of("anna", ACCOUNTS_PAYABLE_ANALYST);
    Person rita = Person.of("rita", REGIONAL_MANAGER);
    Person frank = Person.of("frank", FINANCE_CONTROLLER);
    Person fiona = Person.of("fiona", FINANCE_CONTROLLER);

    List<Proposal> afterAnna = List.of(proposal("paula", "50000", approval(anna)));
    List<Proposal> afterFrank = List.of(proposal("paula", "50000", approval(frank)));

    assertThat(rules.permission(Step.APPROVE, finding, afterAnna, rita).reason())
        .isEqualTo("above 10,000 EUR the second approval is a finance controller's");
    assertThat(rules.permission(Step.APPROVE, finding, afterAnna, frank).isPermitted()).isTrue();
    assertThat(rules.permission(Step.APPROVE, finding, afterFrank, rita).isPermitted()).isTrue();
    assertThat(rules.permission(Step.APPROVE, finding, afterFrank, fiona).isPermitted()).isTrue();
    assertThat(rules.permission(Step.APPROVE, finding, afterFrank, frank).reason())
        .isEqualTo("you approved this; a second person must too");
    assertThat(rules.permission(Step.REJECT, finding, afterAnna, rita).isPermitted()).isTrue();
  }

  @Test
  void decide_atALimit_isStillTheLowerBand() {
    Person anna = Person.of("anna", ACCOUNTS_PAYABLE_ANALYST);
    assertThat(approve("1000", anna).isPermitted()).isTrue();
    assertThat(approve("1000.01", anna).reason())
        .isEqualTo("above 1,000 EUR a finance controller decides");
    assertThat(POLICY.approvalsNeeded(Example.euros("10000"))).isEqualTo(1);
    assertThat(POLICY.approvalsNeeded(Example.euros("10000.01"))).isEqualTo(2);
    assertThat(POLICY.approvalsNeeded(Example.euros("-10000.01"))).isEqualTo(2);
  }

  private Permission approve(String amount, Person person) {
    return rules.permission(
        Step.APPROVE, example().of(amount).finding(), List.of(proposal("paula", amount)), person);
  }

  @Test
  void approve_amountThatChangedSinceTheProposal_isRefusedAndCanBeRejected() {
    Finding finding = example().of("800").finding();
    List<Proposal> proposals = List.of(proposal("paula", "500"));
    Person frank = Person.of("frank", FINANCE_CONTROLLER);

    assertThat(rules.permission(Step.APPROVE, finding, proposals, frank).reason())
        .isEqualTo(
            "500.00 EUR were at stake when this was proposed, now 800.00 EUR are;"
                + " reject it and propose again");
    assertThat(rules.permission(Step.REJECT, finding, proposals, frank).isPermitted()).isTrue();
  }

  @Test
  void approve_discrepancyThatWentAway_isRefusedAndCanBeRejected() {
    Finding finding = example().goneSince(Example.NOON).finding();
    List<Proposal> proposals = List.of(proposal("paula", "500"));
    Person frank = Person.of("frank", FINANCE_CONTROLLER);

    assertThat(rules.permission(Step.APPROVE, finding, proposals, frank))
        .isEqualTo(
            new Permission.Refused(
                ErrorCode.WRONG_STATE,
                "the discrepancy went away on 2026-03-02; reject what was proposed"));
    assertThat(rules.permission(Step.REJECT, finding, proposals, frank).isPermitted()).isTrue();
  }

  @Test
  void approve_limitsLoweredSinceTheProposal_isRefused() {
    DecisionRules stricter =
        new DecisionRules(new ApprovalPolicy(new BigDecimal("10"), new BigDecimal("100")));

    assertThat(
            stricter
                .permission(
                    Step.APPROVE,
                    example().finding(),
                    List.of(proposal("paula", "500")),
                    Person.of("frank", FINANCE_CONTROLLER))
                .reason())
        .startsWith("the limits were lowered");
  }

  @Test
  void permission_otherSite_isRefused() {
    Person anna = new Person("anna", Set.of(FINANCE_CONTROLLER), Set.of("store 2", "store 3"));

    assertThat(rules.permissions(example().finding(), List.of(proposal("p", "500")), anna))
        .containsEntry(
            Step.APPROVE,
            new Permission.Refused(
                ErrorCode.NOT_ALLOWED,
                "you decide for store 2, store 3 only; this exception belongs to store 1"));
    assertThat(
            rules.permission(
                Step.APPROVE,
                example().at("store 3").finding(),
                List.of(proposal("p", "500")),
                anna))
        .isEqualTo(Permission.permit());
  }

  @Test
  void permission_deciderWhoAlsoOperates_isRefused() {
    Person both = new Person("b", Set.of(FINANCE_CONTROLLER, ADMIN), Set.of());
    Person operator = new Person("o", Set.of(PROCUREMENT, INTEGRATION_OPERATOR), Set.of());

    assertThat(approve("500", both).reason())
        .isEqualTo("an admin, an auditor and an integration operator decide nothing");
    assertThat(
            rules
                .permission(
                    Step.PROPOSE, example().in(FindingState.OPEN).finding(), List.of(), operator)
                .isPermitted())
        .isFalse();
  }

  @Test
  void decide_findingOwnedByARoleThatDecidesNothing_isForSeniors() {
    Finding finding = example().ownedBy(INTEGRATION_OPERATOR).finding();
    List<Proposal> proposals = List.of(proposal("paula", "500"));

    assertThat(
            rules
                .permission(Step.APPROVE, finding, proposals, Person.of("f", FINANCE_CONTROLLER))
                .isPermitted())
        .isTrue();
    assertThat(
            rules
                .permission(Step.APPROVE, finding, proposals, Person.of("p", PROCUREMENT))
                .reason())
        .isEqualTo("a finance controller or a regional manager decides on this");
    assertThat(
            rules
                .permission(
                    Step.APPROVE, example().finding(), proposals, Person.of("p", PROCUREMENT))
                .reason())
        .isEqualTo(
            "an accounts payable analyst, a finance controller or a regional manager"
                + " decides on this");
  }

  @Test
  void permissions_haveEveryStepOfPeople() {
    assertThat(
            rules
                .permissions(
                    example().finding(), List.of(proposal("p", "500")), Person.of("x", PROCUREMENT))
                .keySet())
        .isEqualTo(Step.byPeople());
  }
}
