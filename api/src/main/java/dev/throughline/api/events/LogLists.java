package dev.throughline.api.events;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.ImportRun;
import dev.throughline.ingest.store.LogSummary;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/**
 * What is stored, page by page. A page token names the last row that was shown, so a list that
 * grows meanwhile shows every earlier row exactly once.
 */
@Component
public final class LogLists {
  private final EventStore store;

  LogLists(EventStore store) {
    this.store = store;
  }

  /** Logs by name. */
  public <T> Mono<Page<T>> logs(
      MultiValueMap<String, String> parameters, Function<LogSummary, T> toItem) {
    PageRequest page = PageRequest.of("logs", parameters);
    String after = page.position();
    return store
        .logs()
        .skipUntil(log -> after == null || log.name().compareTo(new LogName(after)) > 0)
        .take(page.size() + 1L)
        .collectList()
        .map(rows -> page.page(rows, toItem, shown -> last(shown).name().value()));
  }

  /** Imports of a log, newest first. */
  public <T> Mono<Page<T>> imports(
      String log, MultiValueMap<String, String> parameters, Function<ImportRun, T> toItem) {
    PageRequest page = PageRequest.of("imports of " + log, parameters);
    long before = page.position() == null ? Long.MAX_VALUE : page.offset();
    LogName name = LogQuestion.logName(log);
    return store
        .log(name)
        .thenMany(store.imports(name))
        .filter(run -> run.id() < before)
        .take(page.size() + 1L)
        .collectList()
        .map(rows -> page.page(rows, toItem, shown -> Long.toString(last(shown).id())));
  }

  /**
   * One import of a log.
   *
   * @return an error {@code NOT_FOUND} for an import of another log
   */
  public Mono<ImportRun> importOf(String log, long id) {
    return store
        .imports(LogQuestion.logName(log))
        .filter(run -> run.id() == id)
        .next()
        .switchIfEmpty(
            Mono.error(
                () ->
                    new ThroughlineException(
                        ErrorCode.NOT_FOUND, "the log '%s' has no import %d".formatted(log, id))));
  }

  /** What an import of the log did not accept, in the order of the file. */
  public <T> Mono<Page<T>> quarantine(
      String log,
      long importId,
      MultiValueMap<String, String> parameters,
      Function<Rejection, T> toItem) {
    PageRequest page = PageRequest.of("quarantine of " + importId + " in " + log, parameters);
    return importOf(log, importId)
        .thenMany(store.rejections(importId))
        .skip(page.offset())
        .take(page.size() + 1L)
        .collectList()
        .map(rows -> page.page(rows, toItem, shown -> Long.toString(page.offset() + shown.size())));
  }

  private static <R> R last(java.util.List<R> rows) {
    return rows.get(rows.size() - 1);
  }
}
