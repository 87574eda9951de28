package dev.throughline.mining.spark;

import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.pack.ProcessPack;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Events of cases as a table that can be read in a test. */
final class CaseTable {
  static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** An event; attributes and objects by key and type. */
  record TableEvent(
      String caseId,
      long micros,
      int number,
      String activity,
      @Nullable String resource,
      Map<String, String> attributes,
      Map<String, String> objects) {

    static final Comparator<TableEvent> ORDER =
        Comparator.comparingLong(TableEvent::micros).thenComparingInt(TableEvent::number);
  }

  private final List<TableEvent> events = new ArrayList<>();
  private String caseId = "4500000001/10";

  static Instant hours(double hours) {
    return START.plus(Math.round(hours * 3_600_000), ChronoUnit.MILLIS);
  }

  /** What follows belongs to the case. */
  CaseTable of(String newCaseId) {
    caseId = newCaseId;
    return this;
  }

  /**
   * An event of {@code erp.main}, so many hours after {@link #START}.
   *
   * @param says such as {@code "quantity=10 unit=EA @invoice=ACME-1 by=ann"}: attributes, objects
   *     with an at sign and an underscore for a space, the resource
   */
  CaseTable at(double hours, String activity, String says) {
    Map<String, String> attributes = new TreeMap<>();
    Map<String, String> objects = new TreeMap<>();
    for (String word : says.isBlank() ? new String[0] : says.strip().split(" +")) {
      String key = word.substring(0, word.indexOf('='));
      String value = word.substring(word.indexOf('=') + 1);
      if (key.startsWith("@")) {
        objects.put(key.substring(1).replace('_', ' '), value);
      } else {
        attributes.put(key, value);
      }
    }
    String resource = attributes.remove("by");
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, hours(hours));
    events.add(
        new TableEvent(caseId, micros, events.size(), activity, resource, attributes, objects));
    return this;
  }

  /** In the order in which they were added. */
  List<TableEvent> events() {
    return events;
  }

  /** As the store hands them out. */
  List<Row> rows() {
    Map<String, Long> places = new HashMap<>();
    return events.stream()
        .sorted(TableEvent.ORDER)
        .map(event -> row(event, places.merge(event.caseId(), 1L, Long::sum)))
        .toList();
  }

  private static Row row(TableEvent event, long nth) {
    return RowFactory.create(
        event.caseId(),
        nth,
        event.activity(),
        event.micros(),
        "erp.main",
        "e" + event.number(),
        event.resource(),
        1.0,
        JSON.writeValueAsString(event.attributes()),
        JSON.writeValueAsString(event.objects()));
  }

  /** What the pack says of the cases, by case. */
  Map<String, CaseState> evaluate(SparkEngine engine, ProcessPack pack) {
    return evaluate(
        engine,
        pack,
        SparkCaseEvaluator.session(engine).createDataFrame(rows(), CaseEvents.STORED).coalesce(1));
  }

  /**
   * The same, of rows that are shuffled and dealt out to partitions without regard to cases; with
   * one partition, expressions are interpreted as they are for few cases.
   */
  Map<String, CaseState> evaluate(SparkEngine engine, ProcessPack pack, int partitions, long seed) {
    List<Row> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(seed));
    SparkSession session =
        partitions == 1
            ? SparkCaseEvaluator.interpreting(engine)
            : SparkCaseEvaluator.session(engine);
    return evaluate(
        engine, pack, session.createDataFrame(shuffled, CaseEvents.STORED).repartition(partitions));
  }

  private static Map<String, CaseState> evaluate(
      SparkEngine engine, ProcessPack pack, Dataset<Row> stored) {
    SparkCaseEvaluator evaluator =
        new SparkCaseEvaluator(engine, pack, new CaseEventAccess("", "", "", ""));
    Map<String, CaseState> states = new TreeMap<>();
    evaluator
        .evaluate(new CasePlan(pack).over(stored))
        .forEach(state -> states.put(state.caseId().value(), state));
    return states;
  }
}
