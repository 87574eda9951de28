package dev.throughline.api.web;

import dev.throughline.api.events.LogLists;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The list of logs with the upload form, and what an import did not accept. */
@Controller
final class LogsPage {
  private final LogLists lists;

  LogsPage(LogLists lists) {
    this.lists = lists;
  }

  @GetMapping("/")
  Mono<Rendering> logs(@RequestParam MultiValueMap<String, String> parameters) {
    return lists
        .logs(parameters, LogRow::of)
        .map(
            page ->
                Rendering.view("logs")
                    .modelAttribute("rows", page.items())
                    .modelAttribute("nextToken", page.nextPageToken())
                    .build());
  }

  @GetMapping("/logs/{log}/imports/{importId}")
  Mono<Rendering> quarantine(
      @PathVariable String log,
      @PathVariable long importId,
      @RequestParam MultiValueMap<String, String> parameters) {
    return lists
        .importOf(log, importId)
        .zipWith(lists.quarantine(log, importId, parameters, RejectionRow::of))
        .map(
            both ->
                Rendering.view("quarantine")
                    .modelAttribute("log", LogLink.of(log))
                    .modelAttribute("run", ImportRow.of(both.getT1()))
                    .modelAttribute("rows", both.getT2().items())
                    .modelAttribute("nextToken", both.getT2().nextPageToken())
                    .build());
  }
}
