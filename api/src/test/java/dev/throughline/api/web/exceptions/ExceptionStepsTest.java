package dev.throughline.api.web.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.security.Person;
import dev.throughline.api.security.UserAccounts;
import dev.throughline.api.triage.Triage;
import dev.throughline.model.FindingId;
import dev.throughline.model.Role;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proposing and deciding on the page of an exception, as a browser without scripts sends it. */
class ExceptionStepsTest {
  private static final String FACTS =
      """
      {"ordered_quantity": 120, "received_quantity": 100, "posted_quantity": 100,
       "invoiced_quantity": 120, "received_unit": "EA", "order_unit": "EA", "invoice_unit": "EA",
       "receiver": "rita"}
      """;

  private static final Map<String, SignedInBrowser> BROWSERS = new HashMap<>();

  @TempDir static Path folder;
  private static RunningService service;
  private static StoredFindings findings;
  private static int cases;

  private FindingId finding;
  private String path;

  @BeforeAll
  static void start() {
    service = RunningTestService.start(folder, "--throughline.triage.automatic=false");
    findings = new StoredFindings(service.part(TestDatabase.class), "operations");
    UserAccounts users = service.part(UserAccounts.class);
    add(users, Person.of("anna", Role.ACCOUNTS_PAYABLE_ANALYST));
    add(users, Person.of("bob", Role.FINANCE_CONTROLLER));
    add(users, Person.of("rita", Role.FINANCE_CONTROLLER));
    add(users, Person.of("otto", Role.AUDITOR));
  }

  private static void add(UserAccounts users, Person person) {
    users.add("test", person, "password-of-" + person.name()).block();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @BeforeEach
  void open() {
    finding =
        findings.open(
            "quantity-short",
            "case-" + cases++,
            25_000,
            Instant.parse("2026-03-05T10:00:00Z"),
            FACTS);
    path = "/exceptions/" + finding;
  }

  private static SignedInBrowser browser(String user) {
    return BROWSERS.computeIfAbsent(
        user, name -> SignedInBrowser.of(service, name, "password-of-" + name));
  }

  /** The button's element and, if it is disabled, its reason. */
  private static String button(String html, String step) {
    Matcher button = Pattern.compile("<button[^>]*id=\"button-" + step + "\"[^>]*>").matcher(html);
    assertThat(button.find()).as("button " + step).isTrue();
    return button.group();
  }

  private static String why(String html, String step) {
    Matcher why = Pattern.compile("id=\"why-" + step + "\">([^<]*)<").matcher(html);
    assertThat(why.find()).as("reason for " + step).isTrue();
    return why.group(1);
  }

  @Test
  void page_withAdvice_showsReasonActionAndWhoSaysSo() {
    service.part(Triage.class).triage(finding, "test").block();

    String html = browser("anna").page(path);

    assertThat(html)
        .contains("Supplier short shipped", "Advised by", "rules (", "Advice is no decision")
        .contains("Written from a template", "What speaks for and against it");
    assertThat(browser("anna").page("/exceptions")).contains("supplier short shipped", "likely");
  }

  @Test
  void propose_thenApprove_takesTwoPeople() {
    SignedInBrowser anna = browser("anna");
    String proposed =
        anna.send(path, "propose", "action", "Ask for a credit note", "comment", "20 <b>missing");

    assertThat(proposed)
        .contains("Proposed. It waits for somebody else", "waits for approval")
        .contains("Ask for a credit note", "20 &lt;b&gt;missing", "0 of 1 approval");
    assertThat(button(proposed, "approve")).contains("disabled").contains("why-approve");
    assertThat(why(proposed, "approve")).isEqualTo("You proposed this; somebody else must decide.");

    SignedInBrowser bob = browser("bob");
    assertThat(button(bob.page(path), "approve")).doesNotContain("disabled");
    String approved = bob.send(path, "approve", "comment", "agreed");
    assertThat(approved).contains("Your approval is recorded", "approved the proposal", "agreed");
    assertThat(button(approved, "complete")).doesNotContain("disabled");

    assertThat(bob.send(path, "complete")).contains("Recorded as done", "Was open for");
    assertThat(why(browser("anna").page(path), "propose")).contains("cannot be proposed");
  }

  @Test
  void reject_withoutAComment_isRefusedAndWithOneExplained() {
    browser("anna").send(path, "propose", "action", "Pay in full");
    SignedInBrowser bob = browser("bob");

    assertThat(bob.send(path, "reject", "comment", " ")).contains("notice bad").contains("comment");
    assertThat(bob.send(path, "reject", "comment", "never without a receipt"))
        .contains("Rejected. Whoever", "never without a receipt");
  }

  /** Two people look at the same exception; the slower one must not overwrite the faster. */
  @Test
  void propose_meanwhileProposed_saysByWhomAndKeepsWhatWasTyped() {
    SignedInBrowser anna = browser("anna");
    SignedInBrowser bob = browser("bob");
    String seenByBob = bob.page(path);
    anna.send(path, "propose", "action", "Ask for a credit note");

    String refused =
        bob.sendSeen(seenByBob, path, "propose", "action", "Pay it", "comment", "my long thoughts");

    assertThat(bob.lastStatus()).isEqualTo(412);
    assertThat(refused)
        .contains("changed while you had it open", "anna proposed")
        .contains("What you typed", "Pay it", "my long thoughts");
    assertThat(browser("anna").page(path)).doesNotContain("Pay it");
  }

  @Test
  void approve_meanwhileItsFactsChanged_isAskedAgainWithTheCommentKept() throws SQLException {
    browser("anna").send(path, "propose", "action", "Ask for a credit note");
    SignedInBrowser bob = browser("bob");
    String seenByBob = bob.page(path);
    try (Connection connection = service.part(TestDatabase.class).application();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE finding SET version = version + 1 WHERE id = " + finding);
    }

    String asked = bob.sendSeen(seenByBob, path, "approve", "comment", "agreed by phone");

    assertThat(asked).contains("its facts changed").contains(">agreed by phone</textarea>");
    assertThat(bob.sendSeen(asked, path, "approve", "comment", "agreed by phone"))
        .contains("Your approval is recorded");
  }

  @Test
  void propose_sentTwice_isOneStep() {
    SignedInBrowser anna = browser("anna");
    String seen = anna.page(path);
    anna.sendSeen(seen, path, "propose", "action", "Ask for a credit note");
    String again = anna.sendSeen(seen, path, "propose", "action", "Ask for a credit note");

    assertThat(again).contains("Proposed. It waits").doesNotContain("notice bad");
    assertThat(again.split("<strong>anna</strong> <span>proposed", -1)).hasSize(2);
  }

  @Test
  void approve_byWhoReceivedTheGoods_isRefusedOnThePageAndByTheService() {
    browser("anna").send(path, "propose", "action", "Ask for a credit note");
    SignedInBrowser rita = browser("rita");

    assertThat(why(rita.page(path), "approve")).contains("You received these goods");
    String forced = rita.sendSeen(rita.page(path), path, "approve");
    assertThat(rita.lastStatus()).isEqualTo(403);
    assertThat(forced).contains("You received these goods");
  }

  @Test
  void confirmReason_isShownInTheHistory() {
    assertThat(browser("anna").send(path, "confirm-reason", "reason", "damaged-in-transit"))
        .contains("The reason is recorded", "confirmed the reason: damaged in transit");
  }

  @Test
  void step_withoutToken_isForbidden() {
    browser("anna").sendForged(path + "/steps", "step=propose&version=1&key=k&action=Pay");

    assertThat(browser("anna").page(path)).contains("Nothing waits for approval");
  }

  @Test
  void step_thatThereIsNot_isAnErrorPage() {
    SignedInBrowser anna = browser("anna");
    anna.send(path, "triage");
    assertThat(anna.lastStatus()).isEqualTo(400);
    anna.send(path, "confirm-reason", "reason", "the-weather");
    assertThat(anna.lastStatus()).isEqualTo(400);
  }

  @Test
  void auditor_readsEverythingAndIsToldWhyNothingElse() {
    String html = browser("otto").page(path);

    assertThat(html).doesNotContain("<form class=\"step\"");
    assertThat(why(html, "propose")).contains("decide nothing");
  }
}
