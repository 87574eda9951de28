package dev.throughline.api.correlation;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.model.CaseId;
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

/** Which events belong to which cases. */
@RestController
@RequestMapping(path = "/api/v1/logs/{log}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Correlation")
final class CorrelationController {
  private final CaseTimelines timelines;
  private final Orphans orphans;
  private final LinkRules rules;

  CorrelationController(CaseTimelines timelines, Orphans orphans, LinkRules rules) {
    this.timelines = timelines;
    this.orphans = orphans;
    this.rules = rules;
  }

  @Operation(summary = "The events of a case in their order, each with the evidence of its link")
  @GetMapping("/cases/{caseId}/links")
  Mono<Page<LinkedEventResponse>> links(
      @PathVariable String log,
      @PathVariable String caseId,
      @RequestParam MultiValueMap<String, String> parameters) {
    PageRequest page = PageRequest.of("links of " + caseId + " in " + log, parameters);
    return timelines
        .timeline(LogQuestion.logName(log), rules.leadingType(), new CaseId(caseId))
        .map(timeline -> pageOf(timeline, page));
  }

  private static Page<LinkedEventResponse> pageOf(CaseTimeline timeline, PageRequest page) {
    return page.page(
        timeline.events().stream().skip(page.offset()).limit(page.size() + 1L).toList(),
        LinkedEventResponse::from,
        shown -> Long.toString(page.offset() + shown.size()));
  }

  @Operation(
      summary = "Events that belong to no case, the last committed first",
      description = "Each with the cases that came near: what agrees, and what does not.")
  @GetMapping("/orphans")
  Mono<Page<OrphanResponse>> orphans(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    PageRequest page = PageRequest.of("orphans of " + log, parameters);
    long before = page.position() == null ? Long.MAX_VALUE : page.offset();
    return orphans
        .list(LogQuestion.logName(log), rules.leadingType(), before, page.size() + 1)
        .collectList()
        .map(
            rows ->
                page.page(
                    rows,
                    OrphanResponse::from,
                    shown -> Long.toString(shown.get(shown.size() - 1).number())));
  }
}
