package dev.throughline.api.intake;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.api.security.Person;
import dev.throughline.api.store.Quarantine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Records that were not accepted, and their replay. */
@RestController
@RequestMapping(path = "/api/v1/quarantine", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Quarantine")
final class QuarantineController {
  private final Quarantine quarantine;
  private final Replays replays;

  QuarantineController(Quarantine quarantine, Replays replays) {
    this.quarantine = quarantine;
    this.replays = replays;
  }

  @Operation(summary = "Records of a log that were not accepted, newest first")
  @GetMapping
  Mono<Page<QuarantineResponse>> newest(
      @RequestParam String log, @RequestParam MultiValueMap<String, String> parameters) {
    PageRequest page = PageRequest.of("quarantine of " + log, parameters);
    long below = page.position() == null ? Long.MAX_VALUE : page.offset();
    return quarantine
        .newest(LogQuestion.logName(log), below, page.size() + 1)
        .collectList()
        .map(
            rows ->
                page.page(
                    rows,
                    QuarantineResponse::from,
                    shown -> Long.toString(shown.get(shown.size() - 1).id())));
  }

  @Operation(summary = "One record that was not accepted")
  @GetMapping("/{id}")
  Mono<QuarantineResponse> record(@PathVariable long id) {
    return quarantine.find(id).map(QuarantineResponse::from);
  }

  @Operation(
      summary = "Replay a record, as it was sent or corrected",
      description =
          "Reads the record again and stores its event. What is still wrong is the error. A record"
              + " is replayed once; after that nothing changes.")
  @PostMapping("/{id}/replay")
  Mono<QuarantineResponse> replay(
      @PathVariable long id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = ReplayRequest.class)))
          @RequestBody(required = false)
          Mono<String> body,
      Authentication caller) {
    return body.map(ReplayRequest::read)
        .defaultIfEmpty(ReplayRequest.AS_IT_IS)
        .flatMap(request -> replays.replay(id, request.toCorrection(), Person.of(caller)))
        .map(QuarantineResponse::from);
  }
}
