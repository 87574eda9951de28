package dev.throughline.api.web.kpis;

import dev.throughline.api.kpis.Ageing;
import dev.throughline.api.kpis.DecisionCounts;
import dev.throughline.api.kpis.KpiFigure;
import dev.throughline.api.kpis.OpenTotal;
import dev.throughline.api.kpis.PackVersion;
import dev.throughline.api.kpis.ProcessFigures;
import dev.throughline.api.kpis.ProcessKpis;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.Shown;
import dev.throughline.mining.map.ShownNumbers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * The page of KPIs and ageing.
 *
 * @param period in words
 * @param until the moment at which open cases are counted
 * @param asOf the moment at which open exceptions are counted
 * @param open all of them
 * @param stake the money that they put at stake
 * @param ages from the newest to the oldest
 * @param buckets the ages in words
 * @param oneCurrency whether amounts can be drawn to one scale
 * @param kpisPath the API call with the same KPIs
 * @param ageingPath the API call with the same ageing
 */
record KpiPage(
    Form form,
    String process,
    String pack,
    String packHash,
    String period,
    String until,
    String asOf,
    List<KpiRow> kpis,
    String open,
    String stake,
    List<AgeRow> ages,
    List<String> buckets,
    boolean oneCurrency,
    List<TypeRow> types,
    List<Pair> decisions,
    String kpisPath,
    String ageingPath) {
  static final String LOG = "log";
  static final String FROM = "from";
  static final String TO = "to";
  static final String AS_OF = "asOf";

  /** What can be chosen; the moment is empty while it follows the period. */
  record Form(String log, Field from, Field to, Field asOf) {}

  /**
   * A moment.
   *
   * @param type of the input: a moment within a day does not fit into a date field
   */
  record Field(String type, String value) {
    static Field of(@Nullable Instant moment) {
      boolean day = moment == null || moment.equals(moment.truncatedTo(ChronoUnit.DAYS));
      return new Field(day ? "date" : "text", moment == null ? "" : written(moment));
    }
  }

  /**
   * One KPI.
   *
   * @param level what makes a case one that is as it should be
   * @param verdict met, missed, or that nothing was measured
   * @param state the verdict for the style sheet
   * @param overdue '–' without a service level
   */
  record KpiRow(
      String title,
      String level,
      String n,
      String share,
      String target,
      String verdict,
      String state,
      String median,
      String p90,
      String open,
      String overdue) {
    static KpiRow of(KpiFigure figure) {
      Duration within = figure.kpi().within();
      Boolean met = figure.isTargetMet().orElse(null);
      return new KpiRow(
          figure.kpi().title(),
          within == null ? "as they should be" : "within " + ShownNumbers.exact(within),
          Shown.count(figure.n()),
          Shown.share(figure.met(), figure.n()),
          percent(figure.kpi().target()),
          met == null ? "nothing measured" : met ? "met" : "missed",
          met == null ? "none" : met ? "met" : "missed",
          duration(figure.median()),
          duration(figure.p90()),
          Shown.count(figure.open()),
          within == null ? "–" : Shown.count(figure.overdue()));
    }

    private static String percent(BigDecimal share) {
      return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private static String duration(@Nullable Duration duration) {
      return duration == null ? "–" : Shown.duration(duration);
    }
  }

  /**
   * Exceptions of one age.
   *
   * @param countLength of a bar, 0 to 100
   * @param amountLength of a bar, 0 to 100; 0 where there are several currencies
   */
  record AgeRow(String age, String count, int countLength, String amount, int amountLength) {}

  /**
   * Exceptions of one type.
   *
   * @param path the queue with those that are open now
   * @param counts by age, from the newest to the oldest
   */
  record TypeRow(String type, String path, String count, String amount, List<String> counts) {
    static TypeRow of(Ageing.OfType of) {
      LinkedMultiValueMap<String, String> filter = new LinkedMultiValueMap<>();
      filter.add("type", of.type().value());
      return new TypeRow(
          Shown.sentence(of.type().words()),
          Links.exceptions(filter),
          Shown.count(of.total().count()),
          stake(of.total()),
          of.byAge().stream().map(age -> Shown.count(age.total().count())).toList());
    }
  }

  /** A name and a value. */
  record Pair(String name, String value) {}

  /**
   * The page.
   *
   * @param askedAsOf null when the moment follows the period
   */
  static KpiPage of(ProcessFigures.OfPeriod figures, Ageing ageing, @Nullable Instant askedAsOf) {
    ProcessKpis kpis = figures.kpis();
    PackVersion pack = kpis.pack();
    String log = kpis.log().value();
    return new KpiPage(
        new Form(
            log, Field.of(kpis.period().from()), Field.of(kpis.period().to()), Field.of(askedAsOf)),
        kpis.title(),
        pack.name() + " " + pack.version(),
        pack.hash(),
        kpis.period().words(),
        Shown.minute(kpis.asOf()),
        Shown.minute(ageing.asOf()),
        kpis.figures().stream().map(KpiRow::of).toList(),
        Shown.count(ageing.all().count(), "exception", "exceptions"),
        stake(ageing.all()),
        ages(ageing),
        ageing.byAge().stream().map(age -> age.bucket().words()).toList(),
        isOneCurrency(ageing),
        ageing.byType().stream().map(TypeRow::of).toList(),
        decisions(figures.decisions()),
        "/api/v1/kpis"
            + query(LOG, log, FROM, written(kpis.period().from()), TO, written(kpis.period().to())),
        "/api/v1/ageing" + query(LOG, log, AS_OF, written(ageing.asOf())));
  }

  private static String written(Instant moment) {
    return moment.equals(moment.truncatedTo(ChronoUnit.DAYS))
        ? Shown.day(moment)
        : moment.toString();
  }

  private static String query(String... namesAndValues) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return Links.query(parameters);
  }

  private static boolean isOneCurrency(Ageing ageing) {
    return ageing.all().amounts().size() == 1;
  }

  private static List<AgeRow> ages(Ageing ageing) {
    boolean oneCurrency = isOneCurrency(ageing);
    BigDecimal mostCount = largest(ageing, KpiPage::count);
    BigDecimal mostMoney = largest(ageing, KpiPage::money);
    return ageing.byAge().stream()
        .map(
            age ->
                new AgeRow(
                    age.bucket().words(),
                    Shown.count(age.total().count()),
                    length(count(age.total()), mostCount),
                    stake(age.total()),
                    oneCurrency ? length(money(age.total()), mostMoney) : 0))
        .toList();
  }

  private interface Measure {
    BigDecimal of(OpenTotal total);
  }

  private static BigDecimal largest(Ageing ageing, Measure measure) {
    return ageing.byAge().stream()
        .map(age -> measure.of(age.total()))
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static BigDecimal count(OpenTotal total) {
    return BigDecimal.valueOf(total.count());
  }

  private static BigDecimal money(OpenTotal total) {
    return total.amounts().isEmpty() ? BigDecimal.ZERO : total.amounts().get(0).amount();
  }

  private static int length(BigDecimal part, BigDecimal most) {
    return most.signum() == 0
        ? 0
        : part.multiply(BigDecimal.valueOf(100))
            .divide(most, 0, RoundingMode.HALF_UP)
            .intValueExact();
  }

  private static String stake(OpenTotal total) {
    return total.amounts().isEmpty()
        ? "–"
        : total.amounts().stream().map(Shown::money).collect(Collectors.joining(" + "));
  }

  private static List<Pair> decisions(DecisionCounts counts) {
    return List.of(
        new Pair("Proposed", Shown.count(counts.proposed())),
        new Pair("Approved", Shown.count(counts.approved())),
        new Pair("Rejected", Shown.count(counts.rejected())),
        new Pair("Carried out", Shown.count(counts.done())),
        new Pair("Could not be carried out", Shown.count(counts.failed())),
        new Pair("Waiting at the end", Shown.count(counts.waiting())),
        new Pair(
            "Of these longer than %d days".formatted(DecisionCounts.DUE.toDays()),
            Shown.count(counts.overdue())));
  }
}
