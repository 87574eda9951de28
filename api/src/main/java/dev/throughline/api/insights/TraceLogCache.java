package dev.throughline.api.insights;

import dev.throughline.mining.engine.TraceLog;
import dev.throughline.model.LogName;
import dev.throughline.model.ObjectType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;

/**
 * Logs in memory, the least recently used one leaves first. A log is loaded once however many ask
 * for it at the same time, and is closed when it has left and nobody uses it any more. Safe for
 * many threads.
 */
final class TraceLogCache implements DisposableBean {

  /**
   * What a loaded log is: its events up to a watermark, brought together by a leading type and by
   * the links of a revision.
   */
  record Key(LogName log, ObjectType leadingType, long watermark, long linkRevision) {}

  private final int capacity;
  private final Function<Key, Mono<TraceLog>> load;
  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  TraceLogCache(int capacity, Function<Key, Mono<TraceLog>> load) {
    this.capacity = capacity;
    this.load = load;
  }

  /**
   * Answers from the log while holding it open. A failed load is forgotten: the next one retries.
   */
  <T> Mono<T> with(Key key, Function<TraceLog, Mono<T>> question) {
    return Mono.usingWhen(
        Mono.fromSupplier(() -> acquire(key)),
        entry -> entry.loading.flatMap(question),
        entry -> Mono.fromRunnable(() -> release(entry)));
  }

  private synchronized Entry acquire(Key key) {
    Entry entry =
        entries.computeIfAbsent(
            key, absent -> new Entry(load.apply(absent).doOnError(e -> forget(absent)).share()));
    entry.users++;
    evict(entry);
    return entry;
  }

  private void evict(Entry asked) {
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (entries.size() > capacity && oldestFirst.hasNext()) {
      Entry entry = oldestFirst.next();
      if (entry != asked) {
        oldestFirst.remove();
        entry.evicted = true;
        entry.closeIfUnused();
      }
    }
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    entry.closeIfUnused();
  }

  private synchronized void forget(Key key) {
    entries.remove(key);
  }

  /** Loaded or loading logs, for tests and metrics. */
  synchronized Map<Key, Integer> usersByKey() {
    Map<Key, Integer> users = new HashMap<>();
    entries.forEach((key, entry) -> users.put(key, entry.users));
    return users;
  }

  @Override
  public void destroy() {
    List<Entry> open;
    synchronized (this) {
      open = new ArrayList<>(entries.values());
      entries.clear();
    }
    open.forEach(Entry::close);
  }

  /** Guarded by the cache. */
  private static final class Entry {
    private final Mono<TraceLog> loading;
    private int users;
    private boolean evicted;

    Entry(Mono<TraceLog> loading) {
      this.loading = loading;
    }

    void closeIfUnused() {
      if (evicted && users == 0) {
        close();
      }
    }

    /** A log that is still loading is closed as soon as it is there. */
    void close() {
      loading.subscribe(TraceLog::close, failure -> {});
    }
  }
}
