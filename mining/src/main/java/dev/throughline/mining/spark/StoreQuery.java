package dev.throughline.mining.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;

import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What is read from the store for one log, as Spark's tables; nothing is read yet. */
final class StoreQuery {
  private static final int FETCHED_ROWS = 10_000;

  private final SparkEngine engine;
  private final StoreAccess access;
  private final String events;
  private final String caseAttributes;
  private final String linkRevision;

  StoreQuery(
      SparkEngine engine, StoreAccess access, LogName log, ObjectType leadingType, long watermark) {
    this.engine = engine;
    this.access = access;
    this.events = filled(access.events(), log, leadingType, watermark);
    this.caseAttributes = filled(access.caseAttributes(), log, leadingType, watermark);
    this.linkRevision = filled(access.linkRevision(), log, leadingType, watermark);
  }

  private static String filled(String sql, LogName log, ObjectType leadingType, long watermark) {
    return sql.replace("{log}", literal(log.value()))
        .replace("{leadingType}", literal(leadingType.value()))
        .replace("{watermark}", Long.toString(watermark));
  }

  /** Spark binds no parameters; hexadecimal digits cannot end a literal, whatever the name is. */
  private static String literal(String text) {
    String digits = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return "convert_from(decode('" + digits + "', 'hex'), 'UTF8')";
  }

  /**
   * The events, whole cases per partition. Moments travel as whole microseconds: as JDBC timestamps
   * they would pass through the time zone of this JVM.
   */
  Dataset<Row> events(int partitions) {
    return table(events, partitions)
        .withColumn("occurred_at", timestamp_micros(col("occurred_at_micros")));
  }

  /** The named attributes of cases: {@code case_id}, {@code name}, {@code value}. */
  Dataset<Row> caseAttributes(int partitions, List<String> wanted) {
    return table(caseAttributes, partitions)
        .select("case_id", "name", "value")
        .where(col("name").isin(wanted.toArray()));
  }

  /** Reads which case attributes have at most so many distinct values; sorted. */
  List<String> attributeNames(int maxValues) {
    String sql =
        "select name from %s group by name having count(distinct value) <= %d"
            .formatted(subquery(caseAttributes), maxValues);
    return engine
        .session()
        .read()
        .jdbc(access.url(), subquery(sql), connection())
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  /** Reads by which revision of the links events belong to their cases now. */
  long linkRevision() throws SQLException {
    try (Connection connection = DriverManager.getConnection(access.url(), connection());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(linkRevision)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Dataset<Row> table(String sql, int partitions) {
    String[] predicates = new String[partitions];
    Arrays.setAll(predicates, partition -> predicate(partition, partitions));
    return engine.session().read().jdbc(access.url(), subquery(sql), predicates, connection());
  }

  private static String predicate(int partition, int partitions) {
    int from = StoreAccess.CASE_HASHES * partition / partitions;
    int to = StoreAccess.CASE_HASHES * (partition + 1) / partitions;
    return "case_hash >= %d and case_hash < %d".formatted(from, to);
  }

  private static String subquery(String sql) {
    return "(" + sql + ") stored";
  }

  private Properties connection() {
    Properties properties = new Properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("fetchsize", Integer.toString(FETCHED_ROWS));
    return properties;
  }
}
