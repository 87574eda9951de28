package dev.throughline.api.findings;

import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.security.Person;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Exceptions over REST. */
@RestController
@RequestMapping(path = "/api/v1/findings", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Exceptions")
final class FindingsController {
  private final FindingStore findings;

  FindingsController(FindingStore findings) {
    this.findings = findings;
  }

  @Operation(summary = "Exceptions that pass a filter: all that are open without one")
  @GetMapping
  Mono<Page<FindingResponse>> findings(
      @RequestParam MultiValueMap<String, String> parameters, Authentication caller) {
    FindingQuestion question =
        FindingQuestion.of(FindingQuestion.canonical(parameters), Person.of(caller));
    PageRequest page = PageRequest.of("findings " + question, parameters);
    return findings
        .list(question.query(page))
        .collectList()
        .map(rows -> page.page(rows, FindingResponse::from, question::positionAfter));
  }

  @Operation(
      summary = "One exception",
      description = "Its ETag is what a decision on it sends as If-Match.")
  @GetMapping("/{id}")
  Mono<ResponseEntity<FindingResponse>> finding(@PathVariable long id) {
    return findings
        .find(FindingQuestion.id(id))
        .map(
            finding ->
                ResponseEntity.ok()
                    .eTag("\"" + finding.version() + "\"")
                    .body(FindingResponse.from(finding)));
  }

  @Operation(summary = "The changes of one exception, oldest first")
  @GetMapping("/{id}/changes")
  Mono<List<FindingChangeResponse>> changes(@PathVariable long id) {
    return findings.changes(FindingQuestion.id(id)).map(FindingChangeResponse::from).collectList();
  }
}
