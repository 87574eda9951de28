package dev.throughline.api.web.exceptions;

import dev.throughline.api.findings.FindingStore;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.ThroughlineException;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** One exception. */
@Controller
final class ExceptionPages {
  private final FindingStore findings;
  private final Clock clock;

  ExceptionPages(FindingStore findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  @GetMapping("/exceptions/{id}")
  Mono<Rendering> exception(@PathVariable String id) {
    return findings
        .find(findingId(id))
        .map(
            finding ->
                Rendering.view("exception")
                    .modelAttribute("page", ExceptionPage.of(finding, clock.instant()))
                    .build());
  }

  private static FindingId findingId(String id) {
    try {
      return new FindingId(Long.parseLong(id));
    } catch (IllegalArgumentException none) {
      throw new ThroughlineException(ErrorCode.NOT_FOUND, "there is no such exception", null, none);
    }
  }
}
