package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Decisions;
import dev.throughline.api.approval.FindingHistory;
import dev.throughline.api.correlation.CaseTimeline;
import dev.throughline.api.correlation.CaseTimelines;
import dev.throughline.api.correlation.TimelineEvent;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.security.Person;
import dev.throughline.api.web.exceptions.Seen.Decided;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings together what the parts of the service know of one finding. */
@Component
final class ExceptionReader {
  private final FindingStore findings;
  private final Decisions decisions;
  private final FindingHistory history;
  private final CaseTimelines timelines;
  private final LinkRules rules;
  private final AdviceReader advice;

  ExceptionReader(
      FindingStore findings,
      Decisions decisions,
      FindingHistory history,
      Cases cases,
      AdviceReader advice) {
    this.findings = findings;
    this.decisions = decisions;
    this.history = history;
    this.timelines = cases.timelines();
    this.rules = cases.rules();
    this.advice = advice;
  }

  /** How the events of a case are found. */
  @Component
  record Cases(CaseTimelines timelines, LinkRules rules) {}

  /**
   * What is known now.
   *
   * @return an error {@code NOT_FOUND} when there is no such finding
   */
  Mono<Seen> read(FindingId id, Person person) {
    return findings
        .find(id)
        .flatMap(
            finding ->
                Mono.zip(
                        findings.changes(id).collectList(),
                        decided(id, person),
                        advice.history(id),
                        events(finding))
                    .map(
                        parts ->
                            new Seen(
                                finding,
                                parts.getT1(),
                                parts.getT2(),
                                parts.getT3(),
                                parts.getT4())));
  }

  private Mono<Decided> decided(FindingId id, Person person) {
    return Mono.zip(
            history.of(id).collectList(),
            decisions.proposals(id),
            decisions.permissions(id, person))
        .map(parts -> new Decided(parts.getT1(), parts.getT2(), parts.getT3()));
  }

  private Mono<List<TimelineEvent>> events(Finding finding) {
    return timelines
        .timeline(finding.log(), rules.leadingType(), finding.caseId())
        .map(CaseTimeline::events)
        .onErrorResume(ExceptionReader::isMissing, none -> Mono.just(List.of()));
  }

  private static boolean isMissing(Throwable error) {
    return error instanceof ThroughlineException known
        && (known.code() == ErrorCode.NOT_FOUND || known.code() == ErrorCode.LOG_NOT_FOUND);
  }
}
