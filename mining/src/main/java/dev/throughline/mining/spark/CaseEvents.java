package dev.throughline.mining.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.timestamp_micros;

import dev.throughline.mining.pack.EventColumn;
import dev.throughline.mining.pack.FactType;
import dev.throughline.mining.pack.Parameter;
import dev.throughline.mining.pack.ProcessPack;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Stored events as the typed columns that a pack's expressions read. */
final class CaseEvents {

  /** Facts and whatever expressions compute with: 6 decimals and 32 digits before them. */
  static final DecimalType NUMBER = DataTypes.createDecimalType(38, 6);

  /** Numbers of events have at most 12 digits before the point; others are not known. */
  private static final DataType EVENT_NUMBER = DataTypes.createDecimalType(18, 6);

  private static final MapType TEXTS =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  /** What is read from the store. */
  static final StructType STORED =
      new StructType()
          .add("case_id", DataTypes.StringType, false)
          .add("nth", DataTypes.LongType, false)
          .add("activity", DataTypes.StringType, false)
          .add("occurred_at_micros", DataTypes.LongType, false)
          .add("source", DataTypes.StringType, false)
          .add("event_id", DataTypes.StringType, false)
          .add("resource", DataTypes.StringType, true)
          .add("link_confidence", DataTypes.DoubleType, true)
          .add("attributes", DataTypes.StringType, true)
          .add("objects", DataTypes.StringType, true);

  /**
   * The columns of {@link ProcessPack#EVENT_COLUMNS}, of the pack, and its parameters.
   *
   * @param stored with the columns of {@link #STORED}
   */
  static Dataset<Row> typed(ProcessPack pack, Dataset<Row> stored) {
    List<Column> columns = new ArrayList<>();
    columns.add(col("case_id"));
    columns.add(col("activity"));
    columns.add(timestamp_micros(col("occurred_at_micros")).as("at"));
    columns.add(col("source"));
    columns.add(col("event_id"));
    columns.add(col("resource"));
    columns.add(col("link_confidence").cast(EVENT_NUMBER).as("link_confidence"));
    columns.add(col("nth"));
    for (EventColumn column : pack.columns()) {
      columns.add(value(column).as(column.name()));
    }
    return withParameters(
        pack,
        stored
            .withColumn("attributes", from_json(col("attributes"), TEXTS))
            .withColumn("objects", from_json(col("objects"), TEXTS))
            .select(columns.toArray(Column[]::new)));
  }

  private static Column value(EventColumn column) {
    return switch (column.origin()) {
      case ATTRIBUTE -> attribute(column);
      case OBJECT -> col("objects").getItem(column.key());
    };
  }

  private static Column attribute(EventColumn column) {
    Column text = col("attributes").getItem(column.key());
    Column value = column.type() == FactType.MOMENT ? withSeconds(text) : text;
    return value.try_cast(eventType(column.type()));
  }

  /**
   * Moments are kept as Java writes them, without seconds when there are none; Spark wants some.
   */
  private static Column withSeconds(Column moment) {
    return regexp_replace(moment, lit("(T\\d\\d:\\d\\d)([Z+-])"), lit("$1:00$2"));
  }

  private static DataType eventType(FactType type) {
    return type == FactType.NUMBER ? EVENT_NUMBER : sparkType(type);
  }

  static DataType sparkType(FactType type) {
    return switch (type) {
      case NUMBER -> NUMBER;
      case TEXT -> DataTypes.StringType;
      case MOMENT -> DataTypes.TimestampType;
      case FLAG -> DataTypes.BooleanType;
    };
  }

  /** The pack's parameters as constant columns. */
  static Dataset<Row> withParameters(ProcessPack pack, Dataset<Row> table) {
    Dataset<Row> result = table;
    for (var parameter : pack.parameters().entrySet()) {
      result = result.withColumn(parameter.getKey(), literal(parameter.getValue()));
    }
    return result;
  }

  private static Column literal(Parameter parameter) {
    if (parameter instanceof Parameter.Numeric number) {
      return lit(number.value());
    }
    return lit(((Parameter.Span) parameter).value());
  }

  private CaseEvents() {}
}
