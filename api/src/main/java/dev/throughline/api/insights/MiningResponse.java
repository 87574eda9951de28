package dev.throughline.api.insights;

import dev.throughline.mining.discovery.Arc;
import dev.throughline.mining.discovery.RecordingSystems;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.performance.CaseDurations;
import dev.throughline.mining.performance.Handoff;
import dev.throughline.mining.performance.Rework;
import dev.throughline.mining.performance.TimeStatistics;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.Activity;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A mining result as JSON: what {@code mine --json} prints and the REST API answers. All times are
 * seconds, all instants UTC (ISO 8601). Fields may be added, never renamed or removed.
 *
 * @param activities how many distinct activities
 * @param variants how many distinct sequences of activities
 * @param activitySystems events per activity and the system that recorded them
 * @param quarantined records of the input that were not accepted
 */
public record MiningResponse(
    long cases,
    long events,
    long activities,
    long variants,
    List<ArcResponse> directlyFollows,
    SortedMap<String, Long> activityCounts,
    SortedMap<String, SortedMap<String, Long>> activitySystems,
    SortedMap<String, Long> startActivities,
    SortedMap<String, Long> endActivities,
    DurationsResponse caseDurations,
    List<ReworkResponse> rework,
    List<HandoffResponse> handoffs,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long quarantined,
    ManifestResponse manifest) {

  public static MiningResponse from(MiningResult result, long quarantined) {
    return new MiningResponse(
        result.cases(),
        result.events(),
        result.graph().activities().size(),
        result.variants().size(),
        result.graph().arcs().entrySet().stream()
            .map(arc -> ArcResponse.from(arc.getKey(), arc.getValue(), result.systems()))
            .toList(),
        byName(result.graph().activities()),
        systems(result.systems()),
        byName(result.graph().starts()),
        byName(result.graph().ends()),
        DurationsResponse.from(result.durations()),
        result.rework().stream().map(ReworkResponse::from).toList(),
        result.handoffs().stream().map(HandoffResponse::from).toList(),
        result.firstAt(),
        result.lastAt(),
        quarantined,
        ManifestResponse.from(result.manifest()));
  }

  private static SortedMap<String, Long> byName(SortedMap<Activity, Long> counts) {
    TreeMap<String, Long> byName = new TreeMap<>();
    counts.forEach((activity, count) -> byName.put(activity.value(), count));
    return Collections.unmodifiableSortedMap(byName);
  }

  private static SortedMap<String, SortedMap<String, Long>> systems(RecordingSystems systems) {
    TreeMap<String, SortedMap<String, Long>> byActivity = new TreeMap<>();
    systems
        .activities()
        .forEach(
            (activity, counts) -> {
              TreeMap<String, Long> bySystem = new TreeMap<>();
              counts.forEach((system, count) -> bySystem.put(system.name(), count));
              byActivity.put(activity.value(), bySystem);
            });
    return byActivity;
  }

  /**
   * One directly-follows step.
   *
   * @param handoffs how many of {@code count} pass from one system to another
   */
  public record ArcResponse(
      String from,
      String to,
      long count,
      long handoffs,
      BigDecimal meanSeconds,
      BigDecimal medianSeconds,
      BigDecimal minSeconds,
      BigDecimal maxSeconds,
      BigDecimal sumSeconds) {
    static ArcResponse from(Arc arc, TimeStatistics times, RecordingSystems systems) {
      return new ArcResponse(
          arc.from().value(),
          arc.to().value(),
          times.count(),
          systems.handoffs().getOrDefault(arc, 0L),
          Seconds.of(times.mean()),
          Seconds.of(times.median()),
          Seconds.of(times.min()),
          Seconds.of(times.max()),
          Seconds.of(times.sum()));
    }
  }

  /** Case durations. */
  public record DurationsResponse(
      BigDecimal meanSeconds,
      BigDecimal medianSeconds,
      BigDecimal minSeconds,
      BigDecimal maxSeconds,
      BigDecimal sumSeconds,
      List<QuantileResponse> quantiles,
      List<BinResponse> histogram) {
    public static DurationsResponse from(CaseDurations durations) {
      TimeStatistics times = durations.times();
      return new DurationsResponse(
          Seconds.of(times.mean()),
          Seconds.of(times.median()),
          Seconds.of(times.min()),
          Seconds.of(times.max()),
          Seconds.of(times.sum()),
          durations.quantiles().stream().map(QuantileResponse::from).toList(),
          durations.histogram().stream().map(BinResponse::from).toList());
    }
  }

  /** A share of cases and the seconds that they do not exceed. */
  public record QuantileResponse(double probability, BigDecimal seconds) {
    static QuantileResponse from(CaseDurations.Quantile quantile) {
      return new QuantileResponse(quantile.probability(), Seconds.of(quantile.duration()));
    }
  }

  /** Cases that take at least {@code fromSeconds} and less than {@code toSeconds}. */
  public record BinResponse(BigDecimal fromSeconds, BigDecimal toSeconds, long cases) {
    static BinResponse from(CaseDurations.Bin bin) {
      return new BinResponse(Seconds.of(bin.from()), Seconds.of(bin.to()), bin.cases());
    }
  }

  /** An activity done more than once in a case. */
  public record ReworkResponse(String activity, long cases, long repetitions) {
    public static ReworkResponse from(Rework rework) {
      return new ReworkResponse(rework.activity().value(), rework.cases(), rework.repetitions());
    }
  }

  /** Steps that pass from one system, role or resource to another. */
  public record HandoffResponse(
      String from,
      String to,
      long count,
      BigDecimal meanSeconds,
      BigDecimal medianSeconds,
      BigDecimal sumSeconds) {
    public static HandoffResponse from(Handoff handoff) {
      TimeStatistics times = handoff.times();
      return new HandoffResponse(
          handoff.from(),
          handoff.to(),
          times.count(),
          Seconds.of(times.mean()),
          Seconds.of(times.median()),
          Seconds.of(times.sum()));
    }
  }

  /** What the result was computed from. */
  public record ManifestResponse(
      String log,
      String inputHash,
      long watermark,
      String leadingType,
      FilterResponse filter,
      String handoffBy,
      String softwareVersion) {
    public static ManifestResponse from(Manifest manifest) {
      return new ManifestResponse(
          manifest.log(),
          manifest.inputHash(),
          manifest.watermark(),
          manifest.leadingType(),
          FilterResponse.from(manifest.filter()),
          manifest.handoffBy().name(),
          manifest.softwareVersion());
    }
  }

  /** Which cases were in; null and empty for no bound. */
  public record FilterResponse(
      @Nullable Instant from, @Nullable Instant to, Map<String, SortedSet<String>> attributes) {
    static FilterResponse from(TraceFilter filter) {
      return new FilterResponse(filter.from(), filter.to(), filter.attributes());
    }
  }
}
