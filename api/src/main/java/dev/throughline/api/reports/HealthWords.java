package dev.throughline.api.reports;

import dev.throughline.api.kpis.Ageing.OfType;
import dev.throughline.api.kpis.DecisionCounts;
import dev.throughline.api.kpis.KpiFigure;
import dev.throughline.api.kpis.OpenTotal;
import dev.throughline.api.kpis.PackVersion;
import dev.throughline.api.reports.HealthPage.AmountRow;
import dev.throughline.api.reports.HealthPage.Pair;
import dev.throughline.api.reports.HealthPage.Tile;
import dev.throughline.ingest.store.IntakeCount;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.ProcessMap.Coverage;
import dev.throughline.mining.map.ProcessMap.Share;
import dev.throughline.mining.map.ShownNumbers;
import dev.throughline.mining.map.svg.BarColumn;
import dev.throughline.mining.map.svg.MapSvg;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.model.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts a process's health into words: computes nothing but what is left out. */
final class HealthWords {
  private static final int SHOWN_KPIS = HealthPage.MAX_TILES - 1;
  private static final int SHOWN_TYPES = 5;
  private static final int SHOWN_HANDOFFS = 3;
  private static final int HASH_DIGITS = 12;

  private final ProcessHealth health;

  private HealthWords(ProcessHealth health) {
    this.health = health;
  }

  static HealthPage page(ProcessHealth health) {
    return new HealthWords(health).page();
  }

  private HealthPage page() {
    return new HealthPage(
        health.kpis().title(),
        health.period().words(),
        "compared with " + health.period().before().words(),
        headline(),
        tiles(),
        health.open().byType().stream().limit(SHOWN_TYPES).map(HealthWords::row).toList(),
        otherTypes(),
        health.open().byAge().stream().map(age -> row(age.bucket().words(), age.total())).toList(),
        barsTitle(),
        ageingBars(),
        decisions(),
        handoffs(),
        map(),
        mapCaption(),
        quality(),
        provenance());
  }

  private String headline() {
    OpenTotal open = health.open().all();
    if (open.count() == 0) {
      return "No exception is open.";
    }
    return "%s %s open and %s %s at stake."
        .formatted(
            exceptions(open.count()),
            open.count() == 1 ? "is" : "are",
            open.count() == 1 ? "puts" : "put",
            amount(open));
  }

  private List<Tile> tiles() {
    List<Tile> tiles = new ArrayList<>();
    List<KpiFigure> before = health.kpisBefore().figures();
    for (KpiFigure now : health.kpis().figures()) {
      if (tiles.size() < SHOWN_KPIS) {
        tiles.add(tile(now, before.get(tiles.size())));
      }
    }
    tiles.add(moneyTile());
    if (tiles.size() < HealthPage.MAX_TILES) {
      tiles.add(durationTile());
    }
    return tiles;
  }

  private static Tile tile(KpiFigure now, KpiFigure before) {
    boolean isMissed = !now.isTargetMet().orElse(true);
    String target = "Target " + percent(now.kpi().target());
    return new Tile(
        shortTitle(now.kpi().title()),
        share(now),
        now.n() == 0 ? target + ", nothing measured" : target + (isMissed ? " missed" : " met"),
        isMissed,
        detail(now),
        "n = %s · before %s (n = %s)"
            .formatted(ShownNumbers.count(now.n()), share(before), ShownNumbers.count(before.n())));
  }

  /** What stands in brackets explains; a tile has no room for it. */
  private static String shortTitle(String title) {
    int bracket = title.indexOf(" (");
    return bracket > 0 ? title.substring(0, bracket) : title;
  }

  private static String detail(KpiFigure figure) {
    Duration within = figure.kpi().within();
    Duration median = figure.median();
    String level =
        within == null ? "of the cases as they should be" : "within " + ShownNumbers.exact(within);
    return median == null ? level : level + " · median " + ShownNumbers.duration(median);
  }

  private Tile moneyTile() {
    OpenTotal open = health.open().all();
    OpenTotal before = health.openBefore();
    return new Tile(
        "Money at stake",
        open.amounts().isEmpty() ? "none" : amount(open.amounts().get(0)),
        (open.amounts().size() > 1 ? others(open) + " · " : "")
            + exceptions(open.count())
            + " open",
        false,
        (before.amounts().size() > 1 ? "before " : "when the period began: ")
            + (before.amounts().isEmpty() ? "none" : briefly(before)),
        exceptions(before.count()) + " open then");
  }

  private Tile durationTile() {
    TimeStatistics now = health.mined().durations();
    TimeStatistics before = health.mined().before();
    return new Tile(
        "From first to last event",
        now.count() == 0 ? "–" : ShownNumbers.duration(now.median()),
        "median of the cases that began",
        false,
        "no target",
        "n = %s · before %s (n = %s)"
            .formatted(
                ShownNumbers.count(now.count()),
                before.count() == 0 ? "–" : ShownNumbers.duration(before.median()),
                ShownNumbers.count(before.count())));
  }

  private static AmountRow row(OfType type) {
    return row(type.type().words(), type.total());
  }

  private static AmountRow row(String label, OpenTotal total) {
    return new AmountRow(label, ShownNumbers.count(total.count()), briefly(total));
  }

  private String otherTypes() {
    List<OfType> others = health.open().byType().stream().skip(SHOWN_TYPES).toList();
    if (others.isEmpty()) {
      return "";
    }
    long count = others.stream().mapToLong(other -> other.total().count()).sum();
    return "and %d other %s: %s, %s"
        .formatted(
            others.size(),
            others.size() == 1 ? "type" : "types",
            exceptions(count),
            amount(OpenTotal.sum(others.stream().map(OfType::total).toList())));
  }

  /** Money where there is one currency; else amounts cannot be compared, but counts can. */
  private String ageingBars() {
    boolean money = isOneCurrency();
    List<BigDecimal> lengths =
        health.open().byAge().stream().map(age -> length(age.total(), money)).toList();
    return lengths.isEmpty() ? "" : BarColumn.draw(barsTitle(), lengths);
  }

  private boolean isOneCurrency() {
    return health.open().all().amounts().size() == 1;
  }

  private String barsTitle() {
    return (isOneCurrency() ? "At stake" : "Count") + ", to scale";
  }

  private static BigDecimal length(OpenTotal total, boolean money) {
    if (!money) {
      return BigDecimal.valueOf(total.count());
    }
    return total.amounts().isEmpty()
        ? BigDecimal.ZERO
        : total.amounts().get(0).amount().max(BigDecimal.ZERO);
  }

  private List<Pair> decisions() {
    DecisionCounts counts = health.decisions();
    return List.of(
        pair("Proposed", counts.proposed()),
        pair("Approved", counts.approved()),
        pair("Rejected", counts.rejected()),
        pair("Carried out", counts.done()),
        pair("Could not be carried out", counts.failed()),
        pair(
            "Waiting for a decision, %s of it longer than %d days"
                .formatted(ShownNumbers.count(counts.overdue()), DecisionCounts.DUE.toDays()),
            counts.waiting()));
  }

  private static Pair pair(String name, long count) {
    return new Pair(name, ShownNumbers.count(count));
  }

  private List<AmountRow> handoffs() {
    return health.mined().handoffs().stream()
        .limit(SHOWN_HANDOFFS)
        .map(
            handoff ->
                new AmountRow(
                    handoff.from() + " → " + handoff.to(),
                    ShownNumbers.count(handoff.times().count()),
                    ShownNumbers.duration(handoff.times().median())))
        .toList();
  }

  private String map() {
    ProcessMap map = health.mined().map();
    return map == null ? "" : MapSvg.drawPlain(map);
  }

  private String mapCaption() {
    ProcessMap map = health.mined().map();
    if (map == null) {
      return "No case began in this period.";
    }
    Coverage coverage = map.coverage();
    return "%s that began in this period: %s of %s activities, with %s of the events and %s of the steps. Numbers count events; ◆ marks a step to another system."
        .formatted(
            cases(health.mined().durations().count()),
            ShownNumbers.count(coverage.activities().shown()),
            ShownNumbers.count(coverage.activities().all()),
            ShownNumbers.share(coverage.events()),
            ShownNumbers.share(coverage.steps()));
  }

  private List<String> quality() {
    IntakeCount count = health.quality().count();
    long linked = health.quality().linked();
    long events = health.quality().events();
    return List.of(
        "Of %s records %s were accepted, %s were duplicates and %s are in quarantine."
            .formatted(
                ShownNumbers.count(count.received()),
                ShownNumbers.count(count.accepted()),
                ShownNumbers.count(count.duplicate()),
                ShownNumbers.count(count.quarantined())),
        "%s of %s events belong to a case (%s); %s do not."
            .formatted(
                ShownNumbers.count(linked),
                ShownNumbers.count(events),
                ShownNumbers.share(new Share(linked, events)),
                ShownNumbers.count(events - linked)));
  }

  private List<Pair> provenance() {
    Manifest from = health.manifest();
    PackVersion pack = health.kpis().pack();
    return List.of(
        new Pair("log", from.log() + ", watermark " + ShownNumbers.count(from.watermark())),
        new Pair("input", shortHash(from.inputHash())),
        new Pair(
            "pack", "%s %s (%s)".formatted(pack.name(), pack.version(), shortHash(pack.hash()))),
        new Pair("cases", "every " + from.leadingType() + "; no filter but the period"),
        new Pair("as of", health.asOf() + ", all times UTC"),
        new Pair("software", "Throughline " + from.softwareVersion()));
  }

  private static String shortHash(String hash) {
    return hash.length() <= HASH_DIGITS ? hash : hash.substring(0, HASH_DIGITS) + "…";
  }

  private static String share(KpiFigure figure) {
    return figure.n() == 0 ? "–" : ShownNumbers.share(new Share(figure.met(), figure.n()));
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Such as {@code EUR 1,234.50}; several currencies with a plus between. */
  static String amount(OpenTotal total) {
    return total.amounts().isEmpty()
        ? "–"
        : total.amounts().stream().map(HealthWords::amount).collect(Collectors.joining(" + "));
  }

  /** Where there is room for one amount: that of the first currency, and how many others. */
  private static String briefly(OpenTotal total) {
    return total.amounts().size() < 2
        ? amount(total)
        : amount(total.amounts().get(0)) + " " + others(total);
  }

  private static String others(OpenTotal total) {
    int others = total.amounts().size() - 1;
    return "+ %d %s".formatted(others, others == 1 ? "currency" : "currencies");
  }

  private static String amount(Money money) {
    BigDecimal amount = money.amount();
    return money.currency().getCurrencyCode()
        + " "
        + String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount);
  }

  private static String exceptions(long count) {
    return ShownNumbers.count(count) + (count == 1 ? " exception" : " exceptions");
  }

  private static String cases(long count) {
    return ShownNumbers.count(count) + (count == 1 ? " case" : " cases");
  }
}
