package dev.throughline.api.events;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.paging.Page;
import dev.throughline.ingest.store.EventStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is stored. */
@RestController
@RequestMapping(path = "/api/v1/logs", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Logs")
final class LogsController {
  private final EventStore store;
  private final LogLists lists;

  LogsController(EventStore store, LogLists lists) {
    this.store = store;
    this.lists = lists;
  }

  @Operation(summary = "Stored logs, by name")
  @GetMapping
  Mono<Page<LogResponse>> logs(@RequestParam MultiValueMap<String, String> parameters) {
    return lists.logs(parameters, LogResponse::from);
  }

  @Operation(summary = "One stored log")
  @GetMapping("/{log}")
  Mono<LogResponse> log(@PathVariable String log) {
    return store.log(LogQuestion.logName(log)).map(LogResponse::from);
  }

  @Operation(summary = "Imports of a log with their ledgers, newest first")
  @GetMapping("/{log}/imports")
  Mono<Page<ImportResponse>> imports(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return lists.imports(log, parameters, ImportResponse::from);
  }

  @Operation(summary = "One import of a log with its ledger")
  @GetMapping("/{log}/imports/{importId}")
  Mono<ImportResponse> importOf(@PathVariable String log, @PathVariable long importId) {
    return lists.importOf(log, importId).map(ImportResponse::from);
  }

  @Operation(summary = "What an import did not accept, in the order of the file")
  @GetMapping("/{log}/imports/{importId}/quarantine")
  Mono<Page<RejectionResponse>> quarantine(
      @PathVariable String log,
      @PathVariable long importId,
      @RequestParam MultiValueMap<String, String> parameters) {
    return lists.quarantine(log, importId, parameters, RejectionResponse::from);
  }
}
