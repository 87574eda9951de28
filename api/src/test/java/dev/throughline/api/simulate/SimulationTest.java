package dev.throughline.api.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same plan gives the same bytes, however they are made, within bounded memory. */
class SimulationTest {
  private static final SimulationPlan SMALL =
      new SimulationPlan(7, 5, 60, 3_000, LocalDate.of(2026, 2, 1));

  /** Of SMALL; another hash means that every reader of an old simulation has other data. */
  private static final String GOLDEN =
      "210cc27033e2fa173fb176a4ab6ce4f428c716909c37372b325f331682ad119a";

  @TempDir Path directory;

  @Test
  void writeTo_samePlan_givesTheSameBytesOnEveryMachine() throws Exception {
    Simulation.Written written = new Simulation(SMALL).writeTo(directory.resolve("a"));
    new Simulation(SMALL).writeTo(directory.resolve("b"));

    assertThat(hash(directory.resolve("a"))).isEqualTo(hash(directory.resolve("b")));
    assertThat(hash(directory.resolve("a"))).isEqualTo(GOLDEN);
    assertThat(written.allRecords()).isBetween(2_700L, 3_300L);
    assertThat(written.again()).isPositive();
  }

  @Test
  void writeTo_otherSeed_givesOtherBytes() throws Exception {
    new Simulation(SMALL).writeTo(directory.resolve("a"));
    new Simulation(SMALL.withSeed(8)).writeTo(directory.resolve("b"));

    assertThat(hash(directory.resolve("a"))).isNotEqualTo(hash(directory.resolve("b")));
  }

  @Test
  void writeTo_inManyParts_givesTheSameBytesWithLessInMemory() throws Exception {
    Simulation.Written whole = new Simulation(SMALL).writeTo(directory.resolve("a"));
    Simulation.Written parts = new Simulation(SMALL, 100).writeTo(directory.resolve("b"));

    assertThat(hash(directory.resolve("b"))).isEqualTo(hash(directory.resolve("a")));
    assertThat(parts.records()).isEqualTo(whole.records());
    assertThat(whole.largestPending()).isGreaterThan(500);
    assertThat(parts.largestPending()).isLessThan(300);
    try (Stream<Path> files = Files.list(directory.resolve("b"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .containsExactly(
              "erp.ndjson",
              "supplier-invoices.ndjson",
              "truth-cases.ndjson",
              "truth-events.ndjson",
              "wms.ndjson");
    }
  }

  /** Ten times the events through the same memory: what is on its way does not grow with them. */
  @Test
  void writeTo_moreEvents_holdsNoMoreInMemory() throws IOException {
    int few = new Simulation(SMALL, 200).writeTo(directory.resolve("a")).largestPending();
    int many =
        new Simulation(SMALL.withEvents(30_000), 200)
            .writeTo(directory.resolve("b"))
            .largestPending();

    assertThat(many).isLessThan(2 * few);
  }

  @Test
  void records_inMemory_areThoseOfTheFiles() throws IOException {
    new Simulation(SMALL).writeTo(directory);

    for (Feed feed : Feed.values()) {
      List<String> lines = new ArrayList<>();
      new Simulation(SMALL).records(feed).forEachRemaining(sent -> lines.add(sent.text()));
      assertThat(lines).isEqualTo(Files.readAllLines(directory.resolve(feed.file())));
    }
  }

  @Test
  void records_allFeeds_comeInTheOrderOfSending() {
    Iterator<Sent> records = new Simulation(SMALL).records();
    Sending last = records.next().sending();
    while (records.hasNext()) {
      Sending next = records.next().sending();
      assertThat(next).isGreaterThan(last);
      assertThat(next.sentMillis()).isGreaterThan(next.message().recordedMillis());
      last = next;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 2026-01-03", // a Saturday
    "1, 2, 1000, 2026-03-28", // a weekend on which the clocks change
    "9000, 30, 2000, 2026-10-01",
    "3, 3650, 2000, 1980-01-01",
    "2, 40, 2000, 2028-02-01"
  })
  void records_anyPlan_areMade(int stores, int days, long events, LocalDate from) {
    SimulationPlan plan = new SimulationPlan(3, stores, days, events, from);
    int count = 0;
    for (Iterator<Sent> records = new Simulation(plan).records(); records.hasNext(); count++) {
      records.next();
    }
    assertThat((long) count).isBetween(events / 2, events * 2 + 20);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 180, 1, 2026-01-01, 'stores must be 1 to 9000, was 0'",
    "9001, 180, 1, 2026-01-01, 'stores must be 1 to 9000, was 9001'",
    "40, 0, 1, 2026-01-01, 'days must be 1 to 3650, was 0'",
    "40, 3651, 1, 2026-01-01, 'days must be 1 to 3650, was 3651'",
    "40, 180, 0, 2026-01-01, 'events must be at least 1, was 0'",
    "40, 180, 1, 1979-12-31, 'from must be a date from 1980 to 2199, was 1979-12-31'",
  })
  void plan_outOfRange_isRefused(
      int stores, int days, long events, LocalDate from, String message) {
    assertThatThrownBy(() -> new SimulationPlan(1, stores, days, events, from))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** Of all files, in the order of their names. */
  private static String hash(Path directory) throws IOException, NoSuchAlgorithmException {
    TreeMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      paths.forEach(path -> files.put(path.getFileName().toString(), path));
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (var file : files.entrySet()) {
      digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file.getValue()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
