package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.mining.spark.CaseTable.TableEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Spark finds in random cases is what a slow program finds, however they are divided. */
@ExtendWith(SparkEngineExtension.class)
class PurchaseOracleTest {
  private static final ProcessPack PACK = PackYaml.procureToPay();
  private static final int CASES = 400;

  private static final List<String> ACTIVITIES =
      List.of(
          "Purchase order released",
          "Delivery announced",
          "Goods received",
          "Goods received",
          "Damage recorded",
          "Receipt posted",
          "Invoice received",
          "Invoice received",
          "Invoice entered",
          "Discrepancy resolved",
          "Paid");

  @ParameterizedTest
  @CsvSource({"20260301, 1", "20260302, 5"})
  void evaluate_randomCases_findsWhatTheOracleFinds(long seed, int partitions, SparkEngine engine) {
    SplittableRandom random = new SplittableRandom(seed);
    CaseTable cases = new CaseTable();
    for (int number = 0; number < CASES; number++) {
      addCase(cases.of("case " + number), random);
    }
    Map<String, List<TableEvent>> byCase = new TreeMap<>();
    cases.events().forEach(e -> byCase.computeIfAbsent(e.caseId(), c -> new ArrayList<>()).add(e));

    Map<String, CaseState> states = cases.evaluate(engine, PACK, partitions, seed);

    assertThat(states.keySet()).isEqualTo(byCase.keySet());
    TreeSet<String> rules = new TreeSet<>();
    byCase.forEach(
        (name, events) -> {
          List<String> expected = new PurchaseOracle(events).found();
          assertThat(found(states.get(name)))
              .as("seed %d, %s: %s", seed, name, events)
              .isEqualTo(expected);
          expected.forEach(each -> rules.add(each.substring(0, each.indexOf(' '))));
        });
    assertThat(rules)
        .as("each rule must have had something to find")
        .isEqualTo(new TreeSet<>(PurchaseOracle.RULES));
  }

  private static List<String> found(CaseState state) {
    return state.hits().stream()
        .filter(hit -> PurchaseOracle.RULES.contains(hit.rule()))
        .map(hit -> PurchaseOracle.text(hit.rule(), hit.openedAt(), hit.until(), hit.exposure()))
        .sorted()
        .toList();
  }

  private static void addCase(CaseTable cases, SplittableRandom random) {
    int events = 1 + random.nextInt(9);
    if (random.nextInt(5) > 0) {
      cases.at(any(random, "0", "1", "30"), "Purchase order released", order(random));
    }
    for (int i = 0; i < events; i++) {
      String activity = ACTIVITIES.get(random.nextInt(ACTIVITIES.size()));
      boolean isOrder = activity.equals("Purchase order released");
      double hour = random.nextInt(4) == 0 ? 24 * random.nextInt(12) : random.nextInt(400) / 2.0;
      cases.at(hour, activity, isOrder ? order(random) : document(random));
    }
  }

  private static double any(SplittableRandom random, String... hours) {
    return Double.parseDouble(hours[random.nextInt(hours.length)]);
  }

  private static String order(SplittableRandom random) {
    return document(random)
        + word(random, "deliveryDueAt", "2026-03-05T09:00+01:00", "2026-03-09T08:00:00Z", "soon");
  }

  /** Values are near each other's tolerances, and now and then absent or no numbers. */
  private static String document(SplittableRandom random) {
    return word(random, "quantity", "10", "10.00", "10.2", "10.21", "9.8", "9.79", "20", "5", "ten")
        + word(random, "unit", "EA", "EA", "EA", "EA", "EA", "EA", "CS")
        + word(random, "price", "2.50", "2.5", "2.55", "2.551", "2.45", "2.44", "free")
        + word(random, "amount", "25", "25.00", "24.50", "12.5")
        + word(random, "currency", "EUR", "EUR", "EUR", "EUR", "PLN")
        + word(random, "@invoice", "A", "B", "C");
  }

  private static String word(SplittableRandom random, String key, String... values) {
    return random.nextInt(7) == 0 ? "" : key + "=" + values[random.nextInt(values.length)] + " ";
  }
}
