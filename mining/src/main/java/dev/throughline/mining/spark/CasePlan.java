package dev.throughline.mining.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.throughline.mining.pack.Fact;
import dev.throughline.mining.pack.Fact.Over;
import dev.throughline.mining.pack.FactType;
import dev.throughline.mining.pack.FindingRule;
import dev.throughline.mining.pack.Kpi;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * A pack's expressions as one table with a row per case: the case's id, {@value #LAST_AT}, the
 * facts, a struct per KPI and per rule, {@value #EVENTS}. Names of our own start with an
 * underscore, which names of packs cannot.
 */
final class CasePlan {
  static final String LAST_AT = "_last_at";
  static final String EVENTS = "_events";

  private final ProcessPack pack;

  CasePlan(ProcessPack pack) {
    this.pack = pack;
  }

  static String column(Kpi kpi) {
    return "_kpi " + kpi.name();
  }

  static String column(FindingRule rule) {
    return "_rule " + rule.name();
  }

  /**
   * The table over events with the columns of {@link CaseEvents#STORED}. Nothing is read yet.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for an expression that Spark refuses, with
   *     its place in the pack
   */
  Dataset<Row> over(Dataset<Row> stored) {
    return results(derived(aggregated(typed(stored))));
  }

  private Dataset<Row> typed(Dataset<Row> stored) {
    return CaseEvents.typed(pack, stored);
  }

  private Dataset<Row> aggregated(Dataset<Row> events) {
    List<Column> aggregates = new ArrayList<>();
    aggregates.add(max("at").as(LAST_AT));
    aggregates.add(
        sort_array(collect_list(struct("nth", "activity", "source", "event_id"))).as(EVENTS));
    for (Fact fact : facts(Over.EVENTS)) {
      aggregates.add(fact(fact));
    }
    Dataset<Row> cases =
        checked(
            () ->
                events
                    .groupBy("case_id")
                    .agg(
                        aggregates.get(0),
                        aggregates.subList(1, aggregates.size()).toArray(Column[]::new)),
            () -> {
              for (Fact fact : facts(Over.EVENTS)) {
                checkOne(
                    "caseFacts." + fact.name(), () -> events.groupBy("case_id").agg(fact(fact)));
              }
            });
    return CaseEvents.withParameters(pack, cases);
  }

  /** A fact may name those before it: Spark resolves names of the same list from left to right. */
  private Dataset<Row> derived(Dataset<Row> cases) {
    List<Column> columns = new ArrayList<>();
    columns.add(col("*"));
    facts(Over.FACTS).forEach(fact -> columns.add(fact(fact)));
    return checked(
        () -> cases.select(columns.toArray(Column[]::new)),
        () -> {
          Dataset<Row> known = cases;
          for (Fact fact : facts(Over.FACTS)) {
            Dataset<Row> before = known;
            known =
                checkOne("derivedFacts." + fact.name(), () -> before.select(col("*"), fact(fact)));
          }
        });
  }

  private List<Fact> facts(Over over) {
    return pack.facts().stream().filter(fact -> fact.over() == over).toList();
  }

  private static Column fact(Fact fact) {
    return expr(fact.expression()).cast(CaseEvents.sparkType(fact.type())).as(fact.name());
  }

  private Dataset<Row> results(Dataset<Row> cases) {
    List<Column> columns = new ArrayList<>();
    columns.add(col("case_id"));
    columns.add(unix_micros(col(LAST_AT)).as(LAST_AT));
    pack.facts().forEach(fact -> columns.add(result(fact)));
    pack.kpis().forEach(kpi -> columns.add(measure(kpi)));
    Column anything = lit(false);
    for (FindingRule rule : pack.rules()) {
      columns.add(hit(rule));
      anything = anything.or(holds(rule));
    }
    columns.add(when(anything, col(EVENTS)).as(EVENTS));
    return checked(
        () -> cases.select(columns.toArray(Column[]::new)),
        () -> {
          for (Kpi kpi : pack.kpis()) {
            checkOne("kpis." + kpi.name(), () -> cases.select(measure(kpi)));
          }
          for (FindingRule rule : pack.rules()) {
            checkOne("findings." + rule.name(), () -> cases.select(hit(rule)));
          }
        });
  }

  private static Column result(Fact fact) {
    Column value = col(fact.name());
    return fact.type() == FactType.MOMENT ? unix_micros(value).as(fact.name()) : value;
  }

  private static Column measure(Kpi kpi) {
    Column from = micros(kpi.from());
    Column to = micros(kpi.to());
    Duration within = kpi.within();
    Column met =
        kpi.met() != null
            ? holds(kpi.met())
            : to.minus(from).leq(lit(Objects.requireNonNull(within).toNanos() / 1_000));
    Column started =
        kpi.measure() == Kpi.Measure.SHARE ? to.isNotNull().or(from.isNotNull()) : from.isNotNull();
    Column looked = kpi.where() == null ? started : started.and(holds(kpi.where()));
    return when(looked, struct(from.as("from"), to.as("to"), when(to.isNotNull(), met).as("met")))
        .as(column(kpi));
  }

  private static Column hit(FindingRule rule) {
    return when(
            holds(rule),
            struct(
                micros(rule.openedAt()).as("opened_at"),
                micros(rule.until()).as("until"),
                expr(rule.exposure()).cast(CaseEvents.NUMBER).as("exposure")))
        .as(column(rule));
  }

  private static Column holds(FindingRule rule) {
    return holds(rule.when());
  }

  /** What is not known does not hold. */
  private static Column holds(String condition) {
    return coalesce(expr(condition).cast(DataTypes.BooleanType), lit(false));
  }

  /** Moments leave Spark as microseconds, which no setting turns into local times. */
  private static Column micros(@Nullable String expression) {
    Column moment = expression == null ? lit(null) : expr(expression);
    return unix_micros(moment.cast(DataTypes.TimestampType));
  }

  /** Makes everything at once, which is fast; when that fails, finds out what is to blame. */
  private Dataset<Row> checked(Supplier<Dataset<Row>> all, Runnable oneByOne) {
    try {
      return all.get();
    } catch (Exception refused) { // Spark throws checked exceptions without declaring them
      oneByOne.run();
      throw refused("", refused);
    }
  }

  private Dataset<Row> checkOne(String path, Supplier<Dataset<Row>> one) {
    try {
      return one.get();
    } catch (Exception refused) {
      throw refused(path, refused);
    }
  }

  private ThroughlineException refused(String path, Exception refused) {
    String message = String.valueOf(refused.getMessage());
    int end = message.indexOf('\n');
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        String.format(
            Locale.ROOT,
            "pack '%s', %s: %s",
            pack.name(),
            path,
            end < 0 ? message : message.substring(0, end)),
        null,
        refused);
  }
}
