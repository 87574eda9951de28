package dev.throughline.mining.spark;

import static org.apache.spark.sql.functions.col;

import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Events as a table with one row per event and case: the columns of {@link #EVENT_SCHEMA} in their
 * order, then the case attributes as text.
 */
final class EventTable {
  static final StructType EVENT_SCHEMA =
      new StructType()
          .add("case_id", DataTypes.StringType, false)
          .add("activity", DataTypes.StringType, false)
          .add("occurred_at", DataTypes.TimestampType, false)
          .add("source", DataTypes.StringType, false)
          .add("sequence", DataTypes.LongType, false)
          .add("event_id", DataTypes.StringType, false)
          .add("role", DataTypes.StringType, true)
          .add("resource", DataTypes.StringType, true);

  /** Types that lose nothing when read as the type of the canonical column. */
  private static final Map<DataType, List<DataType>> READABLE =
      Map.of(
          DataTypes.StringType, List.of(DataTypes.StringType),
          DataTypes.TimestampType, List.of(DataTypes.TimestampType),
          DataTypes.LongType,
              List.of(
                  DataTypes.LongType,
                  DataTypes.IntegerType,
                  DataTypes.ShortType,
                  DataTypes.ByteType));

  private final Dataset<Row> events;
  private final List<String> caseAttributes;

  private EventTable(Dataset<Row> events, List<String> caseAttributes) {
    this.events = events;
    this.caseAttributes = caseAttributes;
  }

  /**
   * Checks that the columns are there and have their types, before any row is read. {@code role}
   * and {@code resource} may be absent.
   *
   * @throws ThroughlineException {@code MAPPING_NEEDED} when a column is absent, {@code BAD_VALUE}
   *     when its type is another, {@code TIME_ZONE_NEEDED} for timestamps without zone
   */
  static EventTable of(Dataset<Row> events, List<String> caseAttributes) {
    List<Column> columns = new ArrayList<>();
    for (StructField wanted : EVENT_SCHEMA.fields()) {
      columns.add(canonical(events.schema(), wanted));
    }
    for (String name : caseAttributes) {
      checkPresent(events.schema(), name);
      columns.add(quoted(name).cast(DataTypes.StringType));
    }
    return new EventTable(events.select(columns.toArray(Column[]::new)), caseAttributes);
  }

  private static Column canonical(StructType schema, StructField wanted) {
    if (wanted.nullable() && !names(schema).contains(wanted.name())) {
      return functions.lit(null).cast(wanted.dataType()).as(wanted.name());
    }
    checkPresent(schema, wanted.name());
    checkType(schema.apply(wanted.name()), wanted.dataType());
    return quoted(wanted.name()).cast(wanted.dataType()).as(wanted.name());
  }

  private static void checkPresent(StructType schema, String name) {
    if (!names(schema).contains(name)) {
      throw new ThroughlineException(
          ErrorCode.MAPPING_NEEDED,
          "a table of events must have the column '%s'; it has %s"
              .formatted(name, String.join(", ", names(schema))));
    }
  }

  private static void checkType(StructField found, DataType wanted) {
    if (wanted.equals(DataTypes.TimestampType)
        && found.dataType().equals(DataTypes.TimestampNTZType)) {
      throw new ThroughlineException(
          ErrorCode.TIME_ZONE_NEEDED,
          "column '%s' must hold moments, has local times without a time zone"
              .formatted(found.name()));
    }
    if (!READABLE.getOrDefault(wanted, List.of()).contains(found.dataType())) {
      throw new ThroughlineException(
          ErrorCode.BAD_VALUE,
          "column '%s' must have the type %s, has %s"
              .formatted(found.name(), wanted.simpleString(), found.dataType().simpleString()));
    }
  }

  private static List<String> names(StructType schema) {
    return Arrays.asList(schema.fieldNames());
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  /**
   * Blocks of whole cases, one per partition; events of one case are brought together by the hash
   * of its id.
   */
  JavaRDD<TraceBlock> blocks(int partitions) {
    return sortedBlocks(events.repartition(partitions, col("case_id")));
  }

  /** As {@link #blocks}, of a table whose partitions hold whole cases already: no shuffle. */
  JavaRDD<TraceBlock> blocksOfWholeCases() {
    return sortedBlocks(events);
  }

  /**
   * As {@link #blocksOfWholeCases()}, with case attributes from another table.
   *
   * @param attributes case id, name and value, with the same cases in the same partitions
   */
  JavaRDD<TraceBlock> blocksOfWholeCases(Dataset<Row> attributes, List<String> names) {
    return sorted(events).zipPartitions(rows(attributes), new BuildBlock(names));
  }

  private JavaRDD<TraceBlock> sortedBlocks(Dataset<Row> wholeCases) {
    return sorted(wholeCases).mapPartitions(new BuildBlock(caseAttributes));
  }

  /*
   * The block builder brings events together by case and sorts them by time and source; it relies on the order of arrival
   * for what the total order of events says beyond that. So only that rest is sorted here: a number first, which is
   * several times faster than sorting by case id.
   */
  private static JavaRDD<InternalRow> sorted(Dataset<Row> wholeCases) {
    return rows(wholeCases.sortWithinPartitions("sequence", "event_id", "source"));
  }

  private static JavaRDD<InternalRow> rows(Dataset<Row> table) {
    return table.queryExecution().toRdd().toJavaRDD();
  }
}
