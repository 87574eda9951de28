package dev.throughline.api.web.cases;

import dev.throughline.api.correlation.CaseTimelines;
import dev.throughline.api.correlation.OrphanEvent;
import dev.throughline.api.correlation.Orphans;
import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingOrder;
import dev.throughline.api.findings.FindingQuery;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.PageTokens;
import dev.throughline.api.web.Shown;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One case across systems, and the events that belong to none. */
@Controller
final class CasePages {
  private static final String LOG = "log";
  private static final int MOST_FINDINGS = 200;

  private final CaseTimelines timelines;
  private final Orphans orphans;
  private final FindingStore findings;
  private final LinkRules rules;

  CasePages(CaseTimelines timelines, Orphans orphans, FindingStore findings, LinkRules rules) {
    this.timelines = timelines;
    this.orphans = orphans;
    this.findings = findings;
    this.rules = rules;
  }

  @GetMapping("/cases/{log}/{caseId}")
  Mono<Rendering> timeline(@PathVariable String log, @PathVariable String caseId) {
    LogName name = LogQuestion.logName(log);
    CaseId id = caseId(caseId);
    return timelines
        .timeline(name, rules.leadingType(), id)
        .zipWith(findings(name, id))
        .map(
            found ->
                Rendering.view("case")
                    .modelAttribute("page", CasePage.of(found.getT1(), found.getT2()))
                    .build());
  }

  private static CaseId caseId(String text) {
    try {
      return new CaseId(text);
    } catch (IllegalArgumentException none) {
      throw new ThroughlineException(ErrorCode.NOT_FOUND, "there is no such case", null, none);
    }
  }

  /** The exceptions of one case; those of cases whose id contains this one are left out. */
  private Mono<List<Finding>> findings(LogName log, CaseId id) {
    String start = id.value().substring(0, Math.min(200, id.value().length()));
    return findings
        .list(
            FindingQuery.first(
                FindingFilter.ALL.with(start), FindingOrder.EXPOSURE, FindingQuery.MAX_LIMIT))
        .filter(finding -> finding.log().equals(log) && finding.caseId().equals(id))
        .take(MOST_FINDINGS)
        .collectList();
  }

  @GetMapping("/orphans")
  Mono<Rendering> orphans(@RequestParam MultiValueMap<String, String> parameters) {
    String log = parameters.getFirst(LOG);
    LogName name = LogQuestion.logName(log == null ? "operations" : log);
    PageRequest request = PageRequest.of("orphans of " + name, parameters);
    long before = request.position() == null ? Long.MAX_VALUE : request.offset();
    return orphans
        .list(name, rules.leadingType(), before, request.size() + 1)
        .collectList()
        .zipWith(orphans.count(name, rules.leadingType()))
        .map(found -> page(name, request, found.getT1(), found.getT2()))
        .onErrorResume(CasePages::isLogMissing, none -> Mono.just(OrphansPage.none(name)))
        .map(page -> Rendering.view("orphans").modelAttribute("page", page).build());
  }

  /** A log that nothing was sent to yet has no orphans. */
  private static boolean isLogMissing(Throwable error) {
    return error instanceof ThroughlineException known && known.code() == ErrorCode.LOG_NOT_FOUND;
  }

  private static OrphansPage page(
      LogName log, PageRequest request, List<OrphanEvent> found, long count) {
    Page<OrphanRow> page =
        request.page(
            found,
            orphan -> OrphanRow.of(log, orphan),
            shown -> Long.toString(shown.get(shown.size() - 1).number()));
    MultiValueMap<String, String> next = new LinkedMultiValueMap<>();
    next.add(LOG, log.value());
    next.addAll(PageTokens.parameter(page.nextPageToken()));
    return new OrphansPage(
        log.value(),
        Shown.count(count, "event", "events"),
        page.items(),
        page.nextPageToken().isEmpty() ? "" : "/orphans" + Links.query(next),
        "/api/v1/logs/" + Links.encoded(log.value()) + "/orphans");
  }
}
