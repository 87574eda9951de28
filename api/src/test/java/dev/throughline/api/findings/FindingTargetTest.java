package dev.throughline.api.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.approval.Lifecycle;
import dev.throughline.api.approval.Step;
import dev.throughline.mining.finding.CaseFindings;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.finding.Discrepancy;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.CaseId;
import dev.throughline.model.EventId;
import dev.throughline.model.FactValue;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.FindingType;
import dev.throughline.model.LogName;
import dev.throughline.model.Money;
import dev.throughline.model.Role;
import dev.throughline.model.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTargetTest {
  private static final ProcessPack PACK = PackYaml.procureToPay();
  private static final CaseId CASE = new CaseId("4500000001/10");
  private static final FindingType TYPE = new FindingType("quantity-short");
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant LAST = day(9);

  /**
   * What becomes of a finding that was opened on day 2 with 5 EUR, and closed on day 4 if it is
   * closed: the discrepancy is there as before, with 8 EUR, over on day 6, not there, or the case
   * has no events. A small plus: it says that the discrepancy is gone; '-': it stays as it is.
   */
  private static final String TABLE =
      """
      state    same  more     over      none      nothing
      OPEN     -     OPEN     RESOLVED  RESOLVED  RESOLVED
      TRIAGED  -     TRIAGED  RESOLVED  RESOLVED  RESOLVED
      PROPOSED -     PROPOSED PROPOSED+ PROPOSED+ PROPOSED+
      APPROVED -     APPROVED APPROVED+ APPROVED+ APPROVED+
      REJECTED -     REJECTED RESOLVED  RESOLVED  RESOLVED
      FAILED   -     FAILED   RESOLVED  RESOLVED  RESOLVED
      DONE     -     -        DONE+     DONE+     DONE+
      RESOLVED OPEN  OPEN     RESOLVED  -         -
      """;

  static Stream<Arguments> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.split(" +")).toList();
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, i -> i < row.length, i -> i + 1)
                    .map(i -> Arguments.of(FindingState.valueOf(row[0]), rows.get(0)[i], row[i])));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void of_everyStateAndNews_isAsInTheTable(FindingState from, String news, String expected) {
    Finding known = finding(from, facts());

    List<FindingTarget> targets =
        news.equals("nothing")
            ? FindingTarget.ofNothing(List.of(known), day(9))
            : FindingTarget.of(state(facts()), found(news), List.of(known));

    if (expected.equals("-")) {
      assertThat(targets).isEmpty();
      return;
    }
    assertThat(targets).hasSize(1);
    FindingTarget target = targets.get(0);
    boolean isMarked = target.content().facts().containsKey(Finding.GONE_AT);
    assertThat(target.to() + (isMarked ? "+" : "")).isEqualTo(expected);
    assertThat(target.known()).isEqualTo(known);
    if (target.to() == FindingState.RESOLVED) {
      assertThat(target.closedAt()).isEqualTo(news.equals("over") ? day(6) : day(9));
    } else {
      assertThat(target.closedAt()).isEqualTo(target.to().isOpen() ? null : known.closedAt());
    }
    if (isMarked) {
      assertThat(target.content().exposure()).as("what people decide on").isEqualTo(euros(5));
      assertThat(target.content().facts().get(Finding.GONE_AT))
          .isEqualTo(new FactValue.Moment(news.equals("over") ? day(6) : day(9)));
    }
    assertLifecycleAllows(from, target.to());
  }

  private static void assertLifecycleAllows(FindingState from, FindingState to) {
    if (from != to) {
      Step step = to == FindingState.OPEN ? Step.REOPEN : Step.RESOLVE;
      assertThat(Lifecycle.after(from, step)).contains(to);
    }
  }

  @Test
  void cells_haveEveryState() {
    assertThat(cells().map(cell -> cell.get()[0]).distinct())
        .containsExactlyInAnyOrder((Object[]) FindingState.values());
  }

  /** What was marked as gone is as any other when the discrepancy is there again. */
  @Test
  void of_proposedAndBack_isNotGoneAnyMore() {
    Finding known = finding(FindingState.PROPOSED, withGone(day(5)));

    FindingTarget target = FindingTarget.of(state(facts()), found("same"), List.of(known)).get(0);

    assertThat(target.to()).isEqualTo(FindingState.PROPOSED);
    assertThat(target.content().facts()).isEqualTo(facts());
  }

  /** A mark is made once: the moment does not move with each event that follows. */
  @Test
  void of_markedAlready_keepsTheMoment() {
    Finding known = finding(FindingState.PROPOSED, withGone(day(5)));
    Finding done = finding(FindingState.DONE, withGone(day(5)));

    assertThat(FindingTarget.of(state(facts()), found("none"), List.of(known))).isEmpty();
    assertThat(FindingTarget.of(state(facts()), found("none"), List.of(done))).isEmpty();
  }

  /** The discrepancy was away since people were done with it, or it is a later one. */
  @Test
  void of_doneAndAnew_isAFindingOfItsOwn() {
    Finding away = finding(FindingState.DONE, withGone(day(5)));
    Finding done = finding(FindingState.DONE, facts());

    assertThat(FindingTarget.of(state(facts()), found("same"), List.of(away)))
        .singleElement()
        .satisfies(target -> assertThat(target.known()).isNull())
        .satisfies(target -> assertThat(target.to()).isEqualTo(FindingState.OPEN));
    assertThat(FindingTarget.of(state(facts()), found(8, day(7), null), List.of(done)))
        .singleElement()
        .satisfies(target -> assertThat(target.known()).isNull());
    assertThat(FindingTarget.of(state(facts()), found(8, day(3), null), List.of(done))).isEmpty();
  }

  /** Ageing follows the changes: that the beginning is another one is a change of its own. */
  @Test
  void of_openSinceAnotherDay_isAChange() {
    Finding known = finding(FindingState.OPEN, facts());

    FindingTarget target =
        FindingTarget.of(state(facts()), found(5, day(1), null), List.of(known)).get(0);

    assertThat(target.content().openedAt()).isEqualTo(day(1));
    assertThat(target.changedAt()).isEqualTo(LAST);
  }

  /** Of several of one type, all but the last are done and stay as they are. */
  @Test
  void of_doneBefore_changesTheLastOne() {
    Finding done = finding(FindingState.DONE, withGone(day(5)));
    Finding open = finding(FindingState.OPEN, facts());

    assertThat(FindingTarget.of(state(facts()), found("none"), List.of(done, open)))
        .singleElement()
        .satisfies(target -> assertThat(target.known()).isEqualTo(open));
  }

  private static CaseFindings found(String news) {
    return switch (news) {
      case "same" -> found(5, day(2), null);
      case "more" -> found(8, day(2), null);
      case "over" -> found(5, day(2), day(6));
      default -> new CaseFindings(List.of(), null);
    };
  }

  private static CaseFindings found(int euros, Instant openedAt, @Nullable Instant closedAt) {
    return new CaseFindings(
        List.of(
            new Discrepancy(
                PACK.rule(TYPE.value()).orElseThrow(),
                openedAt,
                closedAt,
                euros(euros),
                evidence())),
        null);
  }

  private static CaseState state(TreeMap<String, FactValue> facts) {
    return new CaseState(CASE, LAST, facts, List.of(), List.of(), List.of());
  }

  private static Finding finding(FindingState state, TreeMap<String, FactValue> facts) {
    return new Finding(
        new FindingId(1),
        new LogName("operations"),
        PACK.name(),
        TYPE,
        CASE,
        state,
        euros(5),
        Role.ACCOUNTS_PAYABLE_ANALYST,
        null,
        "ACME",
        day(2),
        day(4),
        state.isOpen() ? null : day(4),
        facts,
        evidence(),
        3);
  }

  private static TreeMap<String, FactValue> facts() {
    return new TreeMap<>(Map.of("supplier", new FactValue.Text("ACME")));
  }

  private static TreeMap<String, FactValue> withGone(Instant at) {
    TreeMap<String, FactValue> facts = facts();
    facts.put(Finding.GONE_AT, new FactValue.Moment(at));
    return facts;
  }

  private static List<Finding.Evidence> evidence() {
    return Arrays.asList(new Finding.Evidence(new Source("erp.main"), new EventId("1")));
  }

  private static Money euros(int euros) {
    return Money.ofMinor(100L * euros, Currency.getInstance("EUR"));
  }

  private static Instant day(int day) {
    return START.plus(Duration.ofDays(day));
  }
}
