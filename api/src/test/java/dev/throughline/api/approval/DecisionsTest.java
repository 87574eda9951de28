package dev.throughline.api.approval;

import static dev.throughline.model.Role.ACCOUNTS_PAYABLE_ANALYST;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.FINANCE_CONTROLLER;
import static dev.throughline.model.Role.PROCUREMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.audit.AuditFiles;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decisions in a real database. */
class DecisionsTest {
  @TempDir static java.nio.file.Path directory;
  private static DecisionFixture fixture;
  private static Person paula;
  private static Person anna;
  private static Person frank;

  @BeforeAll
  static void open() throws SQLException {
    fixture = new DecisionFixture(directory);
    paula = fixture.person("paula", PROCUREMENT);
    anna = fixture.person("anna", ACCOUNTS_PAYABLE_ANALYST);
    frank = fixture.person("frank", FINANCE_CONTROLLER);
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void take_proposalApprovalCompletion_leavesEveryTrace() throws Exception {
    FindingId finding = fixture.finding("500.00");

    DecisionOutcome proposed = fixture.propose(paula, finding, 1);
    DecisionOutcome approved =
        fixture.take(
            anna, request(Step.APPROVE, finding, 2, "looks right", Reason.SUPPLIER_SHORT_SHIPPED));
    DecisionOutcome done = fixture.take(paula, request(Step.COMPLETE, finding, 3, null, null));

    assertThat(proposed.state()).isEqualTo(FindingState.PROPOSED);
    assertThat(approved.state()).isEqualTo(FindingState.APPROVED);
    assertThat(approved.approvals()).isEqualTo(approved.approvalsNeeded()).isEqualTo(1);
    assertThat(done.state()).isEqualTo(FindingState.DONE);
    assertThat(done.version()).isEqualTo(4);
    assertThat(
            fixture.rows(
                "SELECT state FROM finding_change WHERE finding_id = %s ORDER BY version"
                    .formatted(finding)))
        .containsExactly("OPEN", "PROPOSED", "APPROVED", "DONE");
    assertThat(fixture.rows("SELECT entry FROM audit_entry WHERE entry LIKE " + subject(finding)))
        .hasSize(3)
        .element(1)
        .asString()
        .contains("\"action\":\"finding.approved\"", "\"actor\":\"anna\"")
        .contains("\"before\":{\"exposure\":\"500.00 EUR\",\"state\":\"PROPOSED\",\"version\":2}")
        .contains("\"reason\":\"SUPPLIER_SHORT_SHIPPED\"", "\"commentDigest\":\"")
        .doesNotContain("looks right");
    assertThat(
            fixture.rows(
                "SELECT body FROM outbox_message WHERE body LIKE '%\"finding\":" + finding + ",%'"))
        .singleElement()
        .asString()
        .contains("\"type\":\"finding.approved\"", "\"amount\":\"500.00\"", "\"currency\":\"EUR\"");
    assertThat(fixture.rows("SELECT reason FROM finding_label WHERE finding_id = " + finding))
        .containsExactly("SUPPLIER_SHORT_SHIPPED");
  }

  @Test
  void take_largeAmount_needsTwoPeople() {
    FindingId finding = fixture.finding("50000.00");
    fixture.propose(paula, finding, 1);

    DecisionOutcome first = fixture.take(anna, request(Step.APPROVE, finding, 2, null, null));
    assertThat(first.state()).isEqualTo(FindingState.PROPOSED);
    assertThat(first.approvals()).isEqualTo(1);
    assertRefused(
        ErrorCode.SEPARATION_OF_DUTIES, anna, request(Step.APPROVE, finding, 3, null, null));

    DecisionOutcome second = fixture.take(frank, request(Step.APPROVE, finding, 3, null, null));
    assertThat(second.state()).isEqualTo(FindingState.APPROVED);
    List<Proposal> proposals = fixture.decisions().proposals(finding).block();
    assertThat(proposals).singleElement().extracting(Proposal::approvals).isEqualTo(2);
  }

  @Test
  void take_rejectedProposal_canBeProposedAgain() {
    FindingId finding = fixture.finding("500.00");
    fixture.propose(paula, finding, 1);
    fixture.take(frank, request(Step.REJECT, finding, 2, "no receipt yet", null));

    DecisionOutcome again = fixture.propose(anna, finding, 3);

    assertThat(again.state()).isEqualTo(FindingState.PROPOSED);
    assertThat(fixture.decisions().proposals(finding).block())
        .extracting(Proposal::proposedBy)
        .containsExactly("paula", "anna");
  }

  @Test
  void take_ownProposal_isRefusedAndLeavesNothing() throws Exception {
    FindingId finding = fixture.finding("500.00");
    fixture.propose(frank, finding, 1);
    long entries = fixture.count("audit_entry");

    assertRefused(
        ErrorCode.SEPARATION_OF_DUTIES, frank, request(Step.APPROVE, finding, 2, null, null));
    assertRefused(
        ErrorCode.SEPARATION_OF_DUTIES,
        Person.of("FRANK", FINANCE_CONTROLLER),
        request(Step.APPROVE, finding, 2, null, null));

    assertThat(fixture.count("audit_entry")).isEqualTo(entries);
  }

  @Test
  void take_ownProposalPastTheRules_isRefusedByTheDatabase() throws Exception {
    FindingId finding = fixture.finding("500.00");
    fixture.propose(frank, finding, 1);

    for (String name : List.of("frank", "FRANK")) {
      assertThatThrownBy(
              () ->
                  fixture.asApplication(
                      "INSERT INTO decision (proposal_id, proposed_by, approvals_needed, ordinal,"
                          + " verdict, settles, decided_by, roles, decided_at) SELECT id,"
                          + " proposed_by, approvals_needed, 1, 'APPROVED', true, '"
                          + name
                          + "', '{FINANCE_CONTROLLER}', now() FROM proposal WHERE finding_id = "
                          + finding))
          .hasMessageContaining("decision_not_by_proposer");
    }
  }

  @Test
  void take_staleVersion_isRefused() {
    FindingId finding = fixture.finding("500.00");
    fixture.propose(paula, finding, 1);

    assertRefused(ErrorCode.STALE_VERSION, anna, request(Step.APPROVE, finding, 1, null, null));
    assertRefused(ErrorCode.STALE_VERSION, anna, request(Step.APPROVE, finding, 3, null, null));
  }

  @Test
  void take_roleThatWasTakenAwaySinceTheCallBegan_isRefused() throws Exception {
    Person greta = fixture.person("greta", FINANCE_CONTROLLER);
    FindingId finding = fixture.finding("500.00");
    fixture.propose(paula, finding, 1);
    fixture.asApplication("UPDATE app_user SET roles = '{AUDITOR}' WHERE name = 'greta'");

    assertRefused(ErrorCode.NOT_ALLOWED, greta, request(Step.APPROVE, finding, 2, null, null));
    fixture.asApplication("DELETE FROM app_user WHERE name = 'greta'");
    assertRefused(ErrorCode.NOT_ALLOWED, greta, request(Step.APPROVE, finding, 2, null, null));
  }

  @Test
  void take_sameKeyAgain_givesTheSameAnswerWithoutASecondEffect() throws Exception {
    FindingId finding = fixture.finding("500.00");
    DecisionRequest request =
        new DecisionRequest(Step.PROPOSE, finding, 1, "key-1", "post the receipt", null, null);
    DecisionAnswer first = fixture.decisions().take(paula, request).block();
    fixture.take(anna, request(Step.REJECT, finding, 2, "no", null));

    DecisionAnswer second = fixture.decisions().take(paula, request).block();

    assertThat(first.isReplayed()).isFalse();
    assertThat(second).isEqualTo(new DecisionAnswer(first.outcome(), true));
    assertThat(fixture.rows("SELECT action FROM proposal WHERE finding_id = " + finding))
        .hasSize(1);
    assertRefused(
        ErrorCode.KEY_REUSED,
        paula,
        new DecisionRequest(Step.PROPOSE, finding, 3, "key-1", "post the receipt", null, null));
    assertThat(
            fixture.take(
                anna,
                new DecisionRequest(Step.PROPOSE, finding, 3, "key-1", "another", null, null)))
        .as("the key of another person is another key")
        .extracting(DecisionOutcome::by)
        .isEqualTo("anna");
  }

  @Test
  void take_sameKeyManyTimesAtOnce_hasOneEffect() throws Exception {
    FindingId finding = fixture.finding("500.00");
    DecisionRequest request =
        new DecisionRequest(Step.PROPOSE, finding, 1, "at-once", "post the receipt", null, null);

    List<DecisionAnswer> answers =
        Flux.range(0, 50)
            .flatMap(i -> fixture.decisions().take(paula, request), 50)
            .collectList()
            .block();

    assertThat(answers).extracting(DecisionAnswer::outcome).containsOnly(answers.get(0).outcome());
    assertThat(answers).filteredOn(answer -> !answer.isReplayed()).hasSize(1);
    assertThat(fixture.rows("SELECT action FROM proposal WHERE finding_id = " + finding))
        .hasSize(1);
  }

  @Test
  void take_refusedCall_canBeRepeatedWithItsKey() {
    FindingId finding = fixture.finding("500.00");
    assertRefused(
        ErrorCode.STALE_VERSION,
        paula,
        new DecisionRequest(Step.PROPOSE, finding, 7, "again", "post", null, null));

    assertThat(
            fixture
                .decisions()
                .take(
                    paula,
                    new DecisionRequest(Step.PROPOSE, finding, 1, "again", "post", null, null))
                .block()
                .isReplayed())
        .isFalse();
  }

  @Test
  void take_hundredDecisionsAtOnce_oneCountsInEveryRound() throws Exception {
    List<Person> people = fixture.people("approver", 10, FINANCE_CONTROLLER);
    for (int round = 0; round < 20; round++) {
      FindingId finding = fixture.finding("500.00");
      fixture.propose(paula, finding, 1);
      long entries = fixture.count("audit_entry");

      List<String> results =
          Flux.range(0, 100).flatMap(i -> raced(people, finding, i), 100).collectList().block();

      assertThat(results).as("round %d", round).hasSize(100);
      assertThat(results).filteredOn(result -> result.equals("taken")).hasSize(1);
      assertThat(Set.copyOf(results)).isSubsetOf("taken", "STALE_VERSION");
      assertThat(fixture.count("audit_entry")).isEqualTo(entries + 1);
      assertThat(
              fixture.rows(
                  "SELECT d.verdict FROM decision d JOIN proposal p ON p.id = d.proposal_id"
                      + " WHERE p.finding_id = "
                      + finding))
          .hasSize(1);
    }
  }

  private static Mono<String> raced(List<Person> people, FindingId finding, int i) {
    Step step = i % 2 == 0 ? Step.APPROVE : Step.REJECT;
    return fixture
        .decisions()
        .take(people.get(i % people.size()), request(step, finding, 2, "race " + i, null))
        .map(answer -> "taken")
        .onErrorResume(ThroughlineException.class, refused -> Mono.just(refused.code().name()));
  }

  @Test
  void take_auditTrailCannotBeWritten_nothingIsDecided() throws Exception {
    FindingId finding = fixture.finding("500.00");
    fixture.asSuperuser("REVOKE INSERT ON audit_entry FROM " + fixture.applicationRole());
    try {
      assertThatThrownBy(() -> fixture.propose(paula, finding, 1))
          .hasMessageContaining("permission denied");
    } finally {
      fixture.asSuperuser("GRANT INSERT ON audit_entry TO " + fixture.applicationRole());
    }

    assertThat(fixture.rows("SELECT state FROM finding WHERE id = " + finding))
        .containsExactly("OPEN");
    assertThat(fixture.rows("SELECT action FROM proposal WHERE finding_id = " + finding)).isEmpty();
    assertThat(fixture.propose(paula, finding, 1).version()).isEqualTo(2);
  }

  @Test
  void take_confirmedReason_isTheLatestLabelAndKeepsTheVersion() throws Exception {
    FindingId finding = fixture.finding("500.00");

    fixture.take(anna, request(Step.CONFIRM_REASON, finding, 1, null, Reason.OTHER));
    DecisionOutcome second =
        fixture.take(
            frank, request(Step.CONFIRM_REASON, finding, 1, null, Reason.DAMAGED_IN_TRANSIT));

    assertThat(second.version()).isEqualTo(1);
    assertThat(second.proposal()).isNull();
    assertThat(fixture.rows("SELECT reason FROM finding_label WHERE finding_id = " + finding))
        .containsExactly("DAMAGED_IN_TRANSIT");
    assertRefused(
        ErrorCode.NOT_ALLOWED,
        fixture.person("audra", AUDITOR),
        request(Step.CONFIRM_REASON, finding, 1, null, Reason.OTHER));
  }

  @Test
  void take_unknownFinding_isNotFound() {
    assertRefused(
        ErrorCode.NOT_FOUND,
        paula,
        request(Step.CONFIRM_REASON, new FindingId(987654), 1, null, Reason.OTHER));
  }

  @Test
  void trail_ofAllTests_isIntactAndSigned() throws Exception {
    FindingId finding = fixture.finding("1.00");
    fixture.propose(paula, finding, 1);
    assertThat(fixture.checkpoints().signNow()).isTrue();

    assertThat(AuditFiles.verify(fixture.trail(), AuditFiles.Trusted.in(directory)).breach())
        .isEmpty();
  }

  private static DecisionRequest request(
      Step step, FindingId finding, long version, String comment, Reason reason) {
    String said = step == Step.REJECT && comment == null ? "no" : comment;
    return new DecisionRequest(
        step, finding, version, DecisionFixture.newKey(), null, said, reason);
  }

  private static void assertRefused(ErrorCode code, Person person, DecisionRequest request) {
    assertThatThrownBy(() -> fixture.take(person, request))
        .isInstanceOfSatisfying(
            ThroughlineException.class,
            known -> assertThat(known.code()).as(known.getMessage()).isEqualTo(code));
  }

  private static String subject(FindingId finding) {
    return "'%\"subject\":\"finding/" + finding + "\"%' ORDER BY number";
  }
}
