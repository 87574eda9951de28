package dev.throughline.api.kpis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.findings.StoredFindings;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.FindingId;
import dev.throughline.model.FindingState;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeingServiceTest {
  private static final LogName LOG = new LogName("operations");
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final StoredFindings stored = new StoredFindings(database, LOG.value());
  private final AgeingService ageing =
      new AgeingService(new Connections(database.connections()), PackYaml.procureToPay());

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant ago(String age) {
    return NOW.minus(Duration.parse(age));
  }

  private Ageing asOf(Instant at) {
    return asOf(LOG, at);
  }

  private Ageing asOf(LogName log, Instant at) {
    return Objects.requireNonNull(ageing.asOf(log, at).block());
  }

  private static List<String> types(Ageing sums) {
    return sums.byType().stream()
        .map(type -> type.type() + " " + type.total().count() + " " + type.total().amounts())
        .toList();
  }

  private static List<Long> ages(Ageing sums) {
    return sums.byAge().stream().map(age -> age.total().count()).toList();
  }

  @Test
  void asOf_nothingFound_isNothingInEveryAge() {
    assertThat(asOf(NOW).all().count()).isZero();
    assertThat(asOf(NOW).byType()).isEmpty();
    assertThat(ages(asOf(NOW))).containsExactly(0L, 0L, 0L, 0L, 0L, 0L);
  }

  /** A day begins at its first moment: after exactly one day an exception is a day old. */
  @Test
  void asOf_agesAtTheBounds_fallIntoTheOlderBucket() {
    stored.open("quantity-short", "1", 100, ago("PT0S"));
    stored.open("quantity-short", "2", 100, ago("PT23H59M59S"));
    stored.open("quantity-short", "3", 100, ago("P1D"));
    stored.open("quantity-short", "4", 100, ago("P3D"));
    stored.open("quantity-short", "5", 100, ago("P7D"));
    stored.open("quantity-short", "6", 100, ago("P14D"));
    stored.open("quantity-short", "7", 100, ago("P30D"));
    stored.open("quantity-short", "8", 100, ago("P400D"));

    assertThat(ages(asOf(NOW))).containsExactly(2L, 1L, 1L, 1L, 1L, 2L);
  }

  @Test
  void asOf_types_areSummedAndTheMostMoneyComesFirst() {
    stored.open("quantity-short", "1", 1_00, ago("P2D"));
    stored.open("price-variance", "1", 500_50, ago("P2D"));
    stored.open("quantity-short", "2", 2_00, ago("P9D"));

    assertThat(types(asOf(NOW)))
        .containsExactly("price-variance 1 [500.50 EUR]", "quantity-short 2 [3.00 EUR]");
    assertThat(asOf(NOW).all().count()).isEqualTo(3);
    assertThat(asOf(NOW).all().amounts()).hasToString("[503.50 EUR]");
  }

  @Test
  void asOf_pastMoment_seesStatesAndExposuresOfThen() {
    FindingId gone = stored.open("quantity-short", "1", 10_00, ago("P10D"));
    stored.change(gone, 2, ago("P4D"), FindingState.RESOLVED, 10_00);
    FindingId grown = stored.open("price-variance", "2", 5_00, ago("P8D"));
    stored.change(grown, 2, ago("P2D"), FindingState.TRIAGED, 7_00);
    stored.open("quantity-over", "3", 1_00, ago("P1D"));

    assertThat(types(asOf(NOW)))
        .containsExactly("price-variance 1 [7.00 EUR]", "quantity-over 1 [1.00 EUR]");
    assertThat(types(asOf(ago("P5D"))))
        .containsExactly("quantity-short 1 [10.00 EUR]", "price-variance 1 [5.00 EUR]");
    assertThat(asOf(ago("P11D")).all().count()).isZero();
  }

  @Test
  void asOf_unknownLog_isNotFound() {
    assertThatThrownBy(() -> asOf(new LogName("nowhere"), NOW))
        .isInstanceOf(ThroughlineException.class)
        .hasMessage("there is no log 'nowhere'");
  }

  /** Histories that open, grow, close, come back and begin anew, at moments that coincide. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void asOf_randomHistories_equalsTheSlowAnswer(long seed) {
    RandomHistories histories = new RandomHistories(seed);
    histories.store(database);

    for (Instant moment : histories.moments(NOW)) {
      Ageing answer = asOf(histories.log(), moment);
      Map<String, String> cells = new TreeMap<>();
      for (Ageing.OfType type : answer.byType()) {
        for (Ageing.OfAge age : type.byAge()) {
          if (age.total().count() > 0) {
            cells.put(type.type() + " " + age.bucket(), age.total().toString());
          }
        }
      }
      assertThat(cells).as("seed %d, as of %s", seed, moment).isEqualTo(histories.slow(moment));
      assertThat(OpenTotal.sum(answer.byAge().stream().map(Ageing.OfAge::total).toList()))
          .as("seed %d, ages as of %s", seed, moment)
          .isEqualTo(answer.all());
      assertThat(OpenTotal.sum(answer.byType().stream().map(Ageing.OfType::total).toList()))
          .as("seed %d, types as of %s", seed, moment)
          .isEqualTo(answer.all());
    }
  }
}
