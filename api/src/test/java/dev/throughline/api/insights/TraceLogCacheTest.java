package dev.throughline.api.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.engine.TraceLog;
import dev.throughline.mining.performance.Milestone;
import dev.throughline.mining.performance.MilestoneTimes;
import dev.throughline.mining.trace.TraceFilter;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TraceLogCacheTest {
  private final List<RecordingTraceLog> loaded = new ArrayList<>();

  @Test
  void with_oneKeyAskedTwiceWhileLoading_loadsOnce() {
    Sinks.One<TraceLog> arrival = Sinks.one();
    List<TraceLogCache.Key> loads = new ArrayList<>();
    TraceLogCache cache =
        new TraceLogCache(
            2,
            key -> {
              loads.add(key);
              return arrival.asMono();
            });
    List<String> answers = new ArrayList<>();
    cache.with(key(1), log -> Mono.just("first")).subscribe(answers::add);
    cache.with(key(1), log -> Mono.just("second")).subscribe(answers::add);
    assertThat(answers).isEmpty();

    arrival.tryEmitValue(new RecordingTraceLog());

    assertThat(answers).containsExactlyInAnyOrder("first", "second");
    assertThat(loads).hasSize(1);
  }

  @Test
  void with_moreKeysThanFit_closesTheLeastRecentlyUsed() {
    TraceLogCache cache = new TraceLogCache(2, this::load);
    ask(cache, 1);
    ask(cache, 2);
    ask(cache, 1);
    ask(cache, 3);

    assertThat(loaded).extracting(log -> log.closed).containsExactly(0, 1, 0);
    assertThat(cache.usersByKey()).containsOnlyKeys(key(1), key(3));
  }

  @Test
  void with_evictedWhileInUse_closesAfterTheLastUser() {
    TraceLogCache cache = new TraceLogCache(1, this::load);
    Sinks.One<String> slow = Sinks.one();
    List<String> answers = new ArrayList<>();
    cache.with(key(1), log -> slow.asMono()).subscribe(answers::add);

    ask(cache, 2);
    assertThat(loaded.get(0).closed).isZero();

    slow.tryEmitValue("done");
    assertThat(answers).containsExactly("done");
    assertThat(loaded.get(0).closed).isEqualTo(1);
  }

  @Test
  void with_cancelledQuestion_releasesTheLog() {
    TraceLogCache cache = new TraceLogCache(1, this::load);
    cache.with(key(1), log -> Mono.never()).subscribe().dispose();

    ask(cache, 2);

    assertThat(loaded.get(0).closed).isEqualTo(1);
  }

  @Test
  void with_failedLoad_isTriedAgain() {
    List<TraceLogCache.Key> loads = new ArrayList<>();
    TraceLogCache cache =
        new TraceLogCache(
            1,
            key -> {
              loads.add(key);
              return loads.size() == 1
                  ? Mono.error(new IllegalStateException("no memory"))
                  : Mono.just(new RecordingTraceLog());
            });
    assertThatThrownBy(() -> ask(cache, 1)).hasMessage("no memory");

    ask(cache, 1);

    assertThat(loads).hasSize(2);
  }

  @Test
  void destroy_closesEveryLog() {
    TraceLogCache cache = new TraceLogCache(2, this::load);
    ask(cache, 1);
    ask(cache, 2);

    cache.destroy();

    assertThat(loaded).extracting(log -> log.closed).containsExactly(1, 1);
  }

  private Mono<TraceLog> load(TraceLogCache.Key key) {
    return Mono.fromSupplier(
        () -> {
          RecordingTraceLog log = new RecordingTraceLog();
          loaded.add(log);
          return log;
        });
  }

  private static void ask(TraceLogCache cache, long watermark) {
    assertThat(cache.with(key(watermark), log -> Mono.just("answer")).block()).isEqualTo("answer");
  }

  private static TraceLogCache.Key key(long watermark) {
    return new TraceLogCache.Key(new LogName("orders"), ObjectType.CASE, watermark, 0);
  }

  /** Counts how often it was closed; these tests ask it nothing else. */
  private static final class RecordingTraceLog implements TraceLog {
    private int closed;

    @Override
    public MiningResult mine(MiningQuery query) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MilestoneTimes times(Milestone from, Milestone to, TraceFilter filter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SortedSet<String> attributeValues(String name) {
      return new TreeSet<>();
    }

    @Override
    public SortedSet<String> attributeNames() {
      return new TreeSet<>();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
