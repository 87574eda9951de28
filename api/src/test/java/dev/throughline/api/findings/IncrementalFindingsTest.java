package dev.throughline.api.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.model.Event;
import dev.throughline.model.LogName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come in any order and in portions end where all of them at once do. */
class IncrementalFindingsTest {
  private static final Duration DURATION = Duration.ofDays(60);
  private static final int LINES = 60;
  private static final int PORTIONS = 5;

  private static final String STATES =
      "SELECT concat_ws(' | ', case_id, last_event_at, next_due_at, pack, facts) FROM case_state";
  private static final String MEASURES =
      "SELECT concat_ws(' | ', case_id, kpi, from_at, to_at, met) FROM case_measure";
  private static final String FINDINGS =
      "SELECT concat_ws(' | ', case_id || ' ' || type, state, opened_at, closed_at, exposure_minor,"
          + " currency, owner_role, site, supplier, facts, evidence) FROM finding";

  @TempDir private static Path folder;
  private static JobFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new JobFixture(folder, RandomLines.START);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {20260311, 20260312})
  void refresh_portionsInAnyOrder_endsAsAllAtOnce(long seed) {
    List<Event> events = RandomLines.of(seed, LINES);
    Instant end = RandomLines.START.plus(DURATION);
    LogName portions = new LogName("portions " + seed);
    LogName once = new LogName("once " + seed);

    int looks = commitInPortions(portions, events, new SplittableRandom(seed));
    fixture.setNow(end);
    fixture.commit(once, events);
    fixture.job().refresh().block();

    assertThat(looks).as("looks before the end, seed %d", seed).isGreaterThanOrEqualTo(2);
    assertThat(rows(STATES, portions)).as("seed %d", seed).isEqualTo(rows(STATES, once));
    assertThat(rows(STATES, once)).hasSize(LINES);
    assertThat(rows(MEASURES, portions)).as("seed %d", seed).isEqualTo(rows(MEASURES, once));
    assertSameFindings(seed, rows(FINDINGS, portions), rows(FINDINGS, once));
  }

  /** The clock goes on with the portions: what falls due meanwhile is found then. */
  private static int commitInPortions(LogName log, List<Event> events, SplittableRandom random) {
    List<Event> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    int looks = 0;
    for (int portion = 0; portion < PORTIONS; portion++) {
      int from = shuffled.size() * portion / PORTIONS;
      int to = shuffled.size() * (portion + 1) / PORTIONS;
      fixture.setNow(RandomLines.START.plus(DURATION.multipliedBy(portion).dividedBy(PORTIONS)));
      fixture.commit(log, shuffled.subList(from, to));
      if (portion == 0 || random.nextInt(3) > 0) {
        fixture.job().refresh().block();
        looks++;
      }
    }
    return looks;
  }

  /** What once looked like a discrepancy stays on record, resolved; all else is the same. */
  private static void assertSameFindings(long seed, List<String> portions, List<String> once) {
    TreeMap<String, String> byKey = new TreeMap<>();
    portions.forEach(row -> byKey.put(row.substring(0, row.indexOf(" | ")), row));
    assertThat(byKey).as("one of a type in a case").hasSameSizeAs(portions);
    assertThat(portions).as("seed %d", seed).containsAll(once);
    assertThat(once).as("open ones, seed %d", seed).anyMatch(row -> row.contains(" | OPEN | "));
    byKey.values().removeAll(once);
    assertThat(byKey.values())
        .as("once thought to be there, seed %d", seed)
        .isNotEmpty()
        .allMatch(row -> row.contains(" | RESOLVED | "));
  }

  private static List<String> rows(String sql, LogName log) {
    return fixture.texts(
        sql + " WHERE log_id = (SELECT id FROM log WHERE name = '" + log + "') ORDER BY 1");
  }
}
