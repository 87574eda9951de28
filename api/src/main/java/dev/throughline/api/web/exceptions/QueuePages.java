package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingFilter;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.security.Person;
import dev.throughline.api.triage.StoredAdvice;
import dev.throughline.api.web.Links;
import dev.throughline.api.web.PageTokens;
import dev.throughline.api.web.Shown;
import dev.throughline.mining.pack.ProcessPack;
import dev.throughline.model.Finding;
import dev.throughline.model.FindingId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The queue of exceptions: its address holds all of its state. */
@Controller
final class QueuePages {
  private final FindingStore findings;
  private final AdviceReader advice;
  private final ProcessPack pack;
  private final Clock clock;

  QueuePages(FindingStore findings, AdviceReader advice, ProcessPack pack, Clock clock) {
    this.findings = findings;
    this.advice = advice;
    this.pack = pack;
    this.clock = clock;
  }

  @GetMapping("/exceptions")
  Mono<Rendering> queue(
      @RequestParam MultiValueMap<String, String> parameters, Authentication reader) {
    MultiValueMap<String, String> state = FindingQuestion.canonical(parameters);
    return state.equals(parameters)
        ? queue(Person.of(reader), state)
        : Mono.just(
            Rendering.redirectTo(Links.exceptions(state)).status(HttpStatus.SEE_OTHER).build());
  }

  private Mono<Rendering> queue(Person person, MultiValueMap<String, String> state) {
    FindingQuestion question = FindingQuestion.of(state, person);
    MultiValueMap<String, String> asked = withoutPage(state);
    PageRequest request = PageRequest.of("exceptions " + question, state);
    return rows(question, request)
        .zipWith(population(question))
        .map(
            found ->
                new QueuePage(
                    QueueForm.of(question, asked, person, pack.types()),
                    found.getT2(),
                    found.getT1().items(),
                    next(asked, found.getT1()),
                    "/api/v1/findings" + Links.query(asked)))
        .map(page -> Rendering.view("exceptions").modelAttribute("page", page).build());
  }

  private Mono<Page<QueueRow>> rows(FindingQuestion question, PageRequest request) {
    return findings
        .list(question.query(request))
        .collectList()
        .zipWhen(found -> advice.latest(found.stream().map(Finding::id).toList()))
        .map(found -> page(request, question, found.getT1(), found.getT2()));
  }

  private Page<QueueRow> page(
      PageRequest request,
      FindingQuestion question,
      List<Finding> found,
      Map<FindingId, StoredAdvice> advised) {
    return request.page(
        found,
        finding -> QueueRow.of(finding, advised.get(finding.id()), clock.instant()),
        question::positionAfter);
  }

  private Mono<String> population(FindingQuestion question) {
    FindingFilter filter = question.filter();
    return findings
        .count(filter)
        .zipWith(findings.count(FindingFilter.ALL.in(filter.states())))
        .map(
            counts ->
                counts.getT1().equals(counts.getT2())
                    ? Shown.count(counts.getT1(), "exception", "exceptions")
                    : "%s of %s"
                        .formatted(
                            Shown.count(counts.getT1()),
                            Shown.count(counts.getT2(), "exception", "exceptions")));
  }

  private static MultiValueMap<String, String> withoutPage(MultiValueMap<String, String> state) {
    MultiValueMap<String, String> asked = new LinkedMultiValueMap<>(state);
    asked.remove(PageRequest.TOKEN_PARAMETER);
    return asked;
  }

  private static String next(MultiValueMap<String, String> asked, Page<QueueRow> page) {
    return page.nextPageToken().isEmpty()
        ? ""
        : Links.exceptions(Links.all(asked, PageTokens.parameter(page.nextPageToken())));
  }
}
