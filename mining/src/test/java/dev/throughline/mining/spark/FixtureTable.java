package dev.throughline.mining.spark;

import dev.throughline.mining.engine.LogFixture;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.Origin;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.CaseId;
import dev.throughline.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A fixture as a table with the canonical columns. */
final class FixtureTable {
  static final Manifest MANIFEST = new Origin("fixture", "", 1, "case").manifest(MiningQuery.ALL);

  private FixtureTable() {}

  /** One block with all cases of a small log. */
  static TraceBlock block(SparkEngine engine, SplittableRandom random) {
    Object[][] rows = new Object[200][];
    for (int number = 0; number < rows.length; number++) {
      String activity = List.of("Order", "Match", "Pay").get(random.nextInt(3));
      rows[number] =
          LogFixture.row("c" + random.nextInt(20), activity, random.nextInt(90_000), "erp");
    }
    return EventTable.of(of(engine, LogFixture.of(rows), random), List.of())
        .blocks(1)
        .collect()
        .get(0);
  }

  /** Rows in random order. */
  static Dataset<Row> of(SparkEngine engine, LogFixture log, SplittableRandom random) {
    StructType schema = EventTable.EVENT_SCHEMA;
    for (String name : log.attributeNames()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (Event event : log.events()) {
      rows.add(random.nextInt(rows.size() + 1), row(log, event));
    }
    return engine.session().createDataFrame(rows, schema);
  }

  private static Row row(LogFixture log, Event event) {
    CaseId caseId = LogFixture.caseOf(event);
    List<Object> values = new ArrayList<>();
    values.add(caseId.value());
    values.add(event.activity().value());
    values.add(event.occurredAt());
    values.add(event.source().name());
    values.add(event.sequence());
    values.add(event.id().value());
    values.add(event.role());
    values.add(event.resource());
    Map<String, String> attributes = log.attributes().getOrDefault(caseId, Map.of());
    log.attributeNames().forEach(name -> values.add(attributes.get(name)));
    return RowFactory.create(values.toArray());
  }
}
