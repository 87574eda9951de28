package dev.throughline.mining.spark;

import dev.throughline.mining.engine.LogFixture;
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
  private FixtureTable() {}

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
