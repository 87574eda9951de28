package dev.throughline.mining.spark;

import dev.throughline.mining.finding.CaseEvaluator;
import dev.throughline.mining.finding.CaseState;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a pack with Spark SQL. Expressions follow Spark's rules with ANSI mode off: what cannot
 * be computed, such as a division by zero or a number that does not fit, is not known. One bad
 * event must not stop the others.
 */
public final class SparkCaseEvaluator implements CaseEvaluator {
  private static final int FETCHED_ROWS = 10_000;

  /** Numbers the events of each case in their total order. */
  private static final String NUMBERED =
      """
      (select e.*, row_number() over (
          partition by case_hash, case_id order by occurred_at_micros, source, sequence, event_id)
          as nth
        from (%s) e) cases""";

  /** Below this, a second task costs more than it saves. */
  private static final long FEW_CASES = 2_000;

  private final SparkEngine engine;
  private final ProcessPack pack;
  private final CaseEventAccess access;
  private final SparkSession session;
  private @Nullable Dataset<Row> ofMany;
  private @Nullable JavaRDD<InternalRow> ofFew;

  /**
   * Checks the pack's expressions.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for an expression that Spark refuses
   */
  public SparkCaseEvaluator(SparkEngine engine, ProcessPack pack, CaseEventAccess access) {
    this.engine = engine;
    this.pack = pack;
    this.access = access;
    this.session = session(engine);
    new CasePlan(pack).over(session.createDataFrame(List.of(), CaseEvents.STORED));
  }

  /** A session of its own: its settings are not those of mining. */
  static SparkSession session(SparkEngine engine) {
    SparkSession session = engine.session().newSession();
    session.conf().set("spark.sql.ansi.enabled", false);
    // Compiling code for so many expressions takes longer than they do.
    session.conf().set("spark.sql.codegen.wholeStage", false);
    session.conf().set("spark.sql.shuffle.partitions", engine.partitions());
    // Aggregates over lists sort everything beyond so many cases; a batch is far smaller.
    session.conf().set("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", 1_000_000);
    return session;
  }

  /**
   * One for few cases: to make code for so many expressions, which each task does anew, takes
   * longer than to interpret them.
   */
  static SparkSession interpreting(SparkEngine engine) {
    SparkSession session = session(engine);
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  @Override
  public List<CaseState> evaluate(long cases) {
    try {
      return cases < FEW_CASES ? states(few()) : evaluate(many().select("*"));
    } catch (ThroughlineException known) {
      throw known;
    } catch (Exception failed) { // Spark throws SQLException without declaring it
      throw translated(failed);
    }
  }

  /** Analyzed once; each run plans anew, because what was shuffled is kept by the plan. */
  private synchronized Dataset<Row> many() {
    if (ofMany == null) {
      ofMany = new CasePlan(pack).over(stored(session, engine.partitions()));
    }
    return ofMany;
  }

  /**
   * Planned once: without shuffle nothing that was read is kept, so each run reads anew. Planning
   * so many expressions takes longer than evaluating them for a few cases.
   */
  private synchronized JavaRDD<InternalRow> few() {
    if (ofFew == null) {
      ofFew = rows(new CasePlan(pack).over(stored(interpreting(engine), 1)));
    }
    return ofFew;
  }

  private static JavaRDD<InternalRow> rows(Dataset<Row> plan) {
    return plan.queryExecution().toRdd().toJavaRDD().map(InternalRow::copy);
  }

  List<CaseState> evaluate(Dataset<Row> plan) {
    return states(rows(plan));
  }

  private List<CaseState> states(JavaRDD<InternalRow> rows) {
    InterruptibleJob job = new InterruptibleJob(engine.context(), "cases of " + pack.name());
    return job.collect(rows).stream()
        .map(row -> CaseRow.read(pack, row))
        .sorted(Comparator.comparing(CaseState::caseId))
        .toList();
  }

  private Dataset<Row> stored(SparkSession reading, int partitions) {
    Properties properties = new Properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("fetchsize", Integer.toString(FETCHED_ROWS));
    String table = NUMBERED.formatted(access.events());
    if (partitions == 1) { // coalesced, so that Spark knows that nothing need be shuffled
      return reading.read().jdbc(access.url(), table, properties).coalesce(1);
    }
    String[] predicates = new String[partitions];
    Arrays.setAll(predicates, partition -> predicate(partition, partitions));
    return reading.read().jdbc(access.url(), table, predicates, properties);
  }

  private static String predicate(int partition, int partitions) {
    int from = StoreAccess.CASE_HASHES * partition / partitions;
    int to = StoreAccess.CASE_HASHES * (partition + 1) / partitions;
    return "case_hash >= %d and case_hash < %d".formatted(from, to);
  }

  private static RuntimeException translated(Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return new ThroughlineException(
            ErrorCode.STORE_UNAVAILABLE, "the database could not be read for mining", null, failed);
      }
    }
    return failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
  }
}
