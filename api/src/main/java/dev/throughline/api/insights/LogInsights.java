package dev.throughline.api.insights;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.mining.engine.Manifest;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.map.ProcessMap;
import dev.throughline.mining.map.svg.MapSvg;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers questions about stored logs. Errors: {@code LOG_NOT_FOUND}, {@code BAD_ARGUMENT} for an
 * object type or an attribute that the log does not have, {@code MINING_TIMED_OUT}, {@code
 * TOO_MANY_REQUESTS}.
 */
@Component
public final class LogInsights implements DisposableBean {
  private final EventStore store;
  private final ProcessPack pack;
  private final ThroughlineProperties.Mining bounds;
  private final MiningScheduler scheduler;
  private final TraceLogCache logs;
  private final RecentAnswers<Asked, MiningResult> results;
  private final RecentAnswers<Drawn, DrawnMap> drawings;

  LogInsights(
      EventStore store, TraceLogLoader loader, ProcessPack pack, ThroughlineProperties properties) {
    this.store = store;
    this.pack = pack;
    bounds = properties.mining();
    scheduler = new MiningScheduler(bounds.threads(), bounds.queue());
    logs =
        new TraceLogCache(
            bounds.cachedLogs(),
            key ->
                scheduler.run(
                    () -> loader.load(key.log(), key.leadingType(), key.watermark()),
                    bounds.loadTimeout()));
    results = new RecentAnswers<>(bounds.cachedResults());
    drawings = new RecentAnswers<>(bounds.cachedResults());
  }

  /** Mines the log as it is now. */
  public Mono<MinedLog> mine(LogQuestion question) {
    return store.log(question.log()).flatMap(log -> mine(log, question));
  }

  /**
   * Mines the log as it was at a watermark.
   *
   * @param watermark null for now
   */
  Mono<MinedLog> mineAt(LogQuestion question, @Nullable Long watermark) {
    return store.log(question.log()).flatMap(log -> mine(atWatermark(log, watermark), question));
  }

  /** Mines the log as it is now and draws its process map. */
  public Mono<DrawnMap> draw(LogQuestion question, MapQuestion map) {
    return mine(question).flatMap(mined -> draw(mined, map));
  }

  private Mono<DrawnMap> draw(MinedLog mined, MapQuestion map) {
    Drawn asked = new Drawn(mined.result().manifest(), map);
    return drawings
        .find(asked)
        .map(Mono::just)
        .orElseGet(
            () ->
                scheduler
                    .run(() -> drawNow(mined, map), bounds.timeout())
                    .doOnNext(drawing -> drawings.remember(asked, drawing)));
  }

  private static DrawnMap drawNow(MinedLog mined, MapQuestion question) {
    MiningResult result = mined.result();
    ProcessMap map = ProcessMap.of(result.graph(), result.systems(), question.view(result.graph()));
    return new DrawnMap(mined, map, map.completeCases(result.variants()), MapSvg.draw(map));
  }

  /** Runs work on a result that takes longer than a request's thread may. */
  public <T> Mono<T> compute(Callable<T> work) {
    return scheduler.run(work, bounds.timeout());
  }

  private static LogSummary atWatermark(LogSummary log, @Nullable Long watermark) {
    return watermark == null ? log : log.at(watermark);
  }

  private Mono<MinedLog> mine(LogSummary log, LogQuestion question) {
    ObjectType type = leadingType(log, question.leadingType());
    TraceLogCache.Key key =
        new TraceLogCache.Key(log.name(), type, log.watermark(), log.linkRevision());
    return logs.with(
        key,
        traces ->
            answer(key, traces, question.query())
                .map(result -> new MinedLog(log, type, result, attributes(traces))));
  }

  private Mono<MiningResult> answer(TraceLogCache.Key key, TraceLog traces, MiningQuery query) {
    checkAttributes(traces, query);
    Asked asked = new Asked(key, query);
    return results
        .find(asked)
        .map(Mono::just)
        .orElseGet(
            () ->
                scheduler
                    .run(() -> traces.mine(query), bounds.timeout())
                    .doOnNext(result -> results.remember(asked, result)));
  }

  private static void checkAttributes(TraceLog traces, MiningQuery query) {
    for (String name : query.filter().attributeNames()) {
      if (!traces.attributeNames().contains(name)) {
        throw new ThroughlineException(
            ErrorCode.BAD_ARGUMENT,
            "cases of this log have no attribute '" + name + "' to filter by");
      }
    }
  }

  private ObjectType leadingType(LogSummary log, @Nullable ObjectType wanted) {
    if (wanted == null) {
      return usualType(log.objectTypes());
    }
    if (!log.objectTypes().contains(wanted)) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "the log '%s' has no objects of the type '%s'".formatted(log.name(), wanted));
    }
    return wanted;
  }

  /** Cases as such, what the pack follows, or the first by name, whichever there is first. */
  private ObjectType usualType(List<ObjectType> types) {
    if (types.isEmpty() || types.contains(ObjectType.CASE)) {
      return ObjectType.CASE;
    }
    return types.contains(pack.leadingType()) ? pack.leadingType() : types.get(0);
  }

  private static SortedMap<String, SortedSet<String>> attributes(TraceLog traces) {
    TreeMap<String, SortedSet<String>> attributes = new TreeMap<>();
    traces.attributeNames().forEach(name -> attributes.put(name, traces.attributeValues(name)));
    return attributes;
  }

  @Override
  public void destroy() {
    scheduler.destroy();
    logs.destroy();
  }

  private record Drawn(Manifest manifest, MapQuestion map) {}

  private record Asked(TraceLogCache.Key log, MiningQuery query) {}
}
