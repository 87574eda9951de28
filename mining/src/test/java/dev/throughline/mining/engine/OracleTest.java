package dev.throughline.mining.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.DirectlyFollowsGraph;
import dev.throughline.mining.discovery.Variant;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.Rework;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.ReferenceLogs;
import dev.throughline.model.Activity;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Real logs, mined from their files, against what PM4Py 2.7.14 computed of them. */
@Tag("reference")
class OracleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOGS =
      """
      running-example.xes, running-example
      running-example.csv, running-example
      receipt.xes, receipt
      receipt.csv, receipt
      roadtraffic100traces.xes, roadtraffic100
      """;

  private static MiningResult mine(Path file, ObjectType leadingType) throws IOException {
    ReadOptions options = ReadOptions.defaults("erp").withLeadingType(leadingType);
    List<String> rejected = new ArrayList<>();
    try (TraceFile.Loaded loaded =
        TraceFile.load(
            file,
            ReferenceLogs.reader(file),
            options,
            new TraceFile.TraceOptions(Set.of(), 2),
            rejection -> rejected.add(rejection.message()))) {
      assertThat(rejected).isEmpty();
      return loaded.log().mine(MiningQuery.ALL);
    }
  }

  private static MiningResult mine(String log) throws IOException {
    return mine(ReferenceLogs.data().resolve("logs").resolve(log), null);
  }

  private static JsonNode expected(String log, String name) throws IOException {
    return JSON.readTree(
        Files.readString(ReferenceLogs.data().resolve("expected").resolve(log).resolve(name)));
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void graph_realLog_hasTheOraclesCounts(String log, String oracle) throws IOException {
    JsonNode dfg = expected(oracle, "dfg.json");
    DirectlyFollowsGraph graph = mine(log).graph();

    assertThat(frequencies(graph)).isEqualTo(arcs(dfg.get("dfg")));
    assertThat(graph.starts()).isEqualTo(counts(dfg.get("start_activities")));
    assertThat(graph.ends()).isEqualTo(counts(dfg.get("end_activities")));
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void graph_realLog_hasTheOraclesTimes(String log, String oracle) throws IOException {
    JsonNode performance = expected(oracle, "performance_dfg.json");
    Map<Arc, TimeStatistics> arcs = mine(log).graph().arcs();

    assertThat(performance.size()).isEqualTo(arcs.size());
    for (JsonNode entry : performance) {
      Arc arc = arc(entry);
      TimeStatistics times = arcs.get(arc);
      assertThat(times).as("%s", arc).isNotNull();
      isSeconds(arc + " mean", times.mean(), entry.get(2).get("mean"));
      isSeconds(arc + " median", times.median(), entry.get(2).get("median"));
      isSeconds(arc + " min", times.min(), entry.get(2).get("min"));
      isSeconds(arc + " max", times.max(), entry.get(2).get("max"));
      isSeconds(arc + " sum", times.sum(), entry.get(2).get("sum"));
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void variants_realLog_areTheOracles(String log, String oracle) throws IOException {
    Map<List<Activity>, Long> variants = new HashMap<>();
    for (JsonNode variant : expected(oracle, "variants.json")) {
      List<Activity> activities = new ArrayList<>();
      variant.get("variant").forEach(name -> activities.add(new Activity(name.asString())));
      variants.put(activities, variant.get("count").asLong());
    }

    assertThat(mine(log).variants())
        .hasSize(variants.size())
        .allSatisfy(
            variant -> assertThat(variant.cases()).isEqualTo(variants.get(variant.activities())))
        .isSortedAccordingTo((left, right) -> Long.compare(right.cases(), left.cases()));
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void durations_realLog_areTheOracles(String log, String oracle) throws IOException {
    JsonNode expected = expected(oracle, "durations.json");
    CaseDurations durations = mine(log).durations();

    assertThat(durations.times().count()).isEqualTo(expected.get("cases").asLong());
    isSeconds("mean", durations.times().mean(), expected.get("mean"));
    isSeconds("median", durations.times().median(), expected.get("median"));
    isSeconds("min", durations.times().min(), expected.get("min"));
    isSeconds("max", durations.times().max(), expected.get("max"));
    isSeconds("sum", durations.times().sum(), expected.get("sum"));
    JsonNode quantiles = expected.get("quantiles_linear");
    assertThat(durations.quantiles()).hasSize(quantiles.size());
    for (CaseDurations.Quantile quantile : durations.quantiles()) {
      String name = "p" + Math.round(quantile.probability() * 100);
      isSeconds(name, quantile.duration(), quantiles.get(name));
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void histogram_realLog_countsTheOraclesDurations(String log, String oracle) throws IOException {
    List<Double> sorted = new ArrayList<>();
    expected(oracle, "durations.json").get("all_sorted").forEach(s -> sorted.add(s.asDouble()));
    List<CaseDurations.Bin> bins = mine(log).durations().histogram();

    for (CaseDurations.Bin bin : bins.subList(0, bins.size() - 1)) {
      double from = seconds(bin.from()) - 1e-9;
      double to = seconds(bin.to()) - 1e-9;
      assertThat(bin.cases())
          .as("%s", bin)
          .isEqualTo(sorted.stream().filter(s -> s >= from && s < to).count());
    }
    assertThat(bins.stream().mapToLong(CaseDurations.Bin::cases).sum()).isEqualTo(sorted.size());
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void rework_realLog_hasTheOraclesCases(String log, String oracle) throws IOException {
    Map<Activity, Long> cases = new TreeMap<>();
    for (Rework rework : mine(log).rework()) {
      cases.put(rework.activity(), rework.cases());
    }

    assertThat(cases)
        .isEqualTo(counts(expected(oracle, "rework.json").get("rework_cases_per_activity")));
  }

  @ParameterizedTest
  @CsvSource(textBlock = LOGS)
  void summary_realLog_isTheOracles(String log, String oracle) throws IOException {
    JsonNode summary = expected(oracle, "summary.json");
    MiningResult result = mine(log);

    assertThat(result.cases()).isEqualTo(summary.get("cases").asLong());
    assertThat(result.events()).isEqualTo(summary.get("events").asLong());
    assertThat(result.graph().activities()).isEqualTo(counts(summary.get("activity_counts")));
    assertThat(result.variants()).hasSize(summary.get("variants").asInt());
    assertThat(result.graph().starts()).isEqualTo(counts(summary.get("start_activities")));
    assertThat(result.graph().ends()).isEqualTo(counts(summary.get("end_activities")));
    assertThat(result.firstAt()).isEqualTo(instant(summary.get("first")));
    assertThat(result.lastAt()).isEqualTo(instant(summary.get("last")));
    assertThat(result.manifest().watermark()).isEqualTo(result.events());
  }

  @ParameterizedTest
  @CsvSource({"jsonocel", "xmlocel", "sqlite"})
  void graph_objectCentricLog_hasTheOraclesCountsPerType(String extension) throws IOException {
    Path file = ReferenceLogs.data().resolve("ocel/ocel20_example." + extension);
    JsonNode types = expected("ocel-ocel20_example-jsonocel", "flattened_dfg.json");

    assertThat(types.size()).isEqualTo(4);
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      MiningResult result = mine(file, new ObjectType(type.getKey()));
      JsonNode oracle = type.getValue();
      assertThat(frequencies(result.graph())).as(type.getKey()).isEqualTo(arcs(oracle.get("dfg")));
      assertThat(result.graph().starts()).as(type.getKey()).isEqualTo(counts(oracle.get("start")));
      assertThat(result.graph().ends()).as(type.getKey()).isEqualTo(counts(oracle.get("end")));
      assertThat(result.cases()).as(type.getKey()).isEqualTo(oracle.get("cases").asLong());
      assertThat(result.events()).as(type.getKey()).isEqualTo(oracle.get("events").asLong());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bpic2019-3way-after.xes.gz, 15182, 319233, 38, 4228, 303",
    "bpic2020-domestic-declarations.xes.gz, 10357, 55628, 14, 90, 32",
    "helpdesk.xes.gz, 4580, 21348, 14, 226, 55",
  })
  void mine_largeLog_hasThePublishedCounts(
      String log, int cases, int events, int activities, int variants, int arcs)
      throws IOException {
    MiningResult result = mine(log);

    assertThat(result.cases()).isEqualTo(cases);
    assertThat(result.events()).isEqualTo(events);
    assertThat(result.graph().activities()).hasSize(activities);
    assertThat(result.variants()).hasSize(variants);
    assertThat(result.graph().arcs()).hasSize(arcs);
    assertThat(result.variants().stream().mapToLong(Variant::cases).sum()).isEqualTo(cases);
  }

  @Test
  void mine_oneLogInTwoFormats_givesOneResult() throws IOException {
    for (String log : List.of("receipt", "running-example")) {
      MiningResult csv = mine(log + ".csv");
      MiningResult xes = mine(log + ".xes");
      assertThat(csv.graph()).isEqualTo(xes.graph());
      assertThat(csv.variants()).isEqualTo(xes.variants());
      assertThat(csv.durations()).isEqualTo(xes.durations());
      assertThat(csv.rework()).isEqualTo(xes.rework());
    }
  }

  private static void isSeconds(String what, Duration duration, JsonNode seconds) {
    double oracle = seconds.asDouble();
    if (oracle == 0) {
      assertThat(duration).as(what).isZero();
    } else {
      assertThat(seconds(duration)).as(what).isCloseTo(oracle, Percentage.withPercentage(1e-4));
    }
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / 1e9;
  }

  private static Instant instant(JsonNode text) {
    return OffsetDateTime.parse(text.asString()).toInstant();
  }

  private static Arc arc(JsonNode entry) {
    return new Arc(new Activity(entry.get(0).asString()), new Activity(entry.get(1).asString()));
  }

  private static Map<Arc, Long> arcs(JsonNode dfg) {
    Map<Arc, Long> arcs = new TreeMap<>();
    dfg.forEach(entry -> arcs.put(arc(entry), entry.get(2).asLong()));
    return arcs;
  }

  private static Map<Arc, Long> frequencies(DirectlyFollowsGraph graph) {
    Map<Arc, Long> frequencies = new TreeMap<>();
    graph.arcs().forEach((arc, times) -> frequencies.put(arc, times.count()));
    return frequencies;
  }

  private static Map<Activity, Long> counts(JsonNode object) {
    Map<Activity, Long> counts = new TreeMap<>();
    object
        .properties()
        .forEach(entry -> counts.put(new Activity(entry.getKey()), entry.getValue().asLong()));
    return counts;
  }
}
