package dev.throughline.api.web.exceptions;

import dev.throughline.api.approval.Decisions;
import dev.throughline.api.error.ErrorStatus;
import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.security.Person;
import dev.throughline.api.web.Links;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** One exception, and the steps that its reader takes. */
@Controller
final class ExceptionPages {
  private final ExceptionReader reader;
  private final Decisions decisions;
  private final Clock clock;

  ExceptionPages(ExceptionReader reader, Decisions decisions, Clock clock) {
    this.reader = reader;
    this.decisions = decisions;
    this.clock = clock;
  }

  @GetMapping("/exceptions/{id}")
  Mono<Rendering> exception(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String done,
      Authentication viewer) {
    return reader
        .read(findingId(id), Person.of(viewer))
        .map(seen -> page(seen, HttpStatus.OK, Notice.done(done), null));
  }

  /** Takes the step and leads back to the exception; a refusal shows the form as it was sent. */
  @PostMapping("/exceptions/{id}/steps")
  Mono<Rendering> take(@PathVariable String id, Authentication viewer, ServerWebExchange exchange) {
    FindingId finding = findingId(id);
    Person person = Person.of(viewer);
    return exchange
        .getFormData()
        .map(StepInput::of)
        .flatMap(
            input ->
                Mono.defer(() -> decisions.take(person, input.request(finding)))
                    .map(answer -> taken(finding, input))
                    .onErrorResume(
                        ThroughlineException.class,
                        refusal -> refused(finding, person, input, refusal)));
  }

  private static Rendering taken(FindingId finding, StepInput input) {
    String path = Links.exception(finding) + "?done=" + FindingQuestion.word(input.step());
    return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
  }

  private Mono<Rendering> refused(
      FindingId finding, Person person, StepInput input, ThroughlineException refusal) {
    return reader
        .read(finding, person)
        .map(
            seen ->
                page(
                    seen,
                    ErrorStatus.of(refusal.code()),
                    Notice.refused(refusal, input, seen),
                    input));
  }

  private Rendering page(
      Seen seen, HttpStatus status, @Nullable Notice notice, @Nullable StepInput refused) {
    return Rendering.view("exception")
        .status(status)
        .modelAttribute("page", ExceptionPage.of(seen, clock.instant(), notice, refused))
        .build();
  }

  private static FindingId findingId(String id) {
    try {
      return new FindingId(Long.parseLong(id));
    } catch (IllegalArgumentException none) {
      throw new ThroughlineException(ErrorCode.NOT_FOUND, "there is no such exception", null, none);
    }
  }
}
