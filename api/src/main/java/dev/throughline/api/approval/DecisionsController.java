package dev.throughline.api.approval;

import dev.throughline.api.approval.DecisionBodies.CompletionBody;
import dev.throughline.api.approval.DecisionBodies.DecisionBody;
import dev.throughline.api.approval.DecisionBodies.Outcome;
import dev.throughline.api.approval.DecisionBodies.ProposalBody;
import dev.throughline.api.approval.DecisionBodies.ReasonBody;
import dev.throughline.api.security.Person;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Proposals and decisions over REST. */
@RestController
@RequestMapping(path = "/api/v1/findings/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Decisions")
final class DecisionsController {
  private final Decisions decisions;

  DecisionsController(Decisions decisions) {
    this.decisions = decisions;
  }

  @Operation(summary = "Propose what to do about an exception")
  @PostMapping(path = "/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DecisionResponse>> propose(
      @PathVariable long id,
      @RequestHeader HttpHeaders headers,
      @RequestBody ProposalBody body,
      Authentication caller) {
    CallHeaders call = CallHeaders.of(id, headers);
    return answer(
        caller,
        new DecisionRequest(
            Step.PROPOSE,
            call.finding(),
            call.version(),
            call.key(),
            body.action(),
            body.comment(),
            body.reason()));
  }

  @Operation(
      summary = "Approve what is proposed",
      description =
          "Never by who proposed it, nor by who requested, released, received, posted or paid;"
              + " large amounts need a second person.")
  @PostMapping(path = "/approval", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DecisionResponse>> approve(
      @PathVariable long id,
      @RequestHeader HttpHeaders headers,
      @RequestBody DecisionBody body,
      Authentication caller) {
    return answer(caller, decision(Step.APPROVE, CallHeaders.of(id, headers), body));
  }

  @Operation(summary = "Reject what is proposed; needs a comment")
  @PostMapping(path = "/rejection", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DecisionResponse>> reject(
      @PathVariable long id,
      @RequestHeader HttpHeaders headers,
      @RequestBody DecisionBody body,
      Authentication caller) {
    return answer(caller, decision(Step.REJECT, CallHeaders.of(id, headers), body));
  }

  @Operation(
      summary = "Confirm or correct the cause of an exception",
      description = "Triage learns from it.")
  @PostMapping(path = "/reason", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DecisionResponse>> confirmReason(
      @PathVariable long id,
      @RequestHeader HttpHeaders headers,
      @RequestBody ReasonBody body,
      Authentication caller) {
    return answer(
        caller,
        decision(
            Step.CONFIRM_REASON,
            CallHeaders.of(id, headers),
            new DecisionBody(null, body.reason())));
  }

  @Operation(summary = "Say whether the approved action was carried out")
  @PostMapping(path = "/completion", consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DecisionResponse>> complete(
      @PathVariable long id,
      @RequestHeader HttpHeaders headers,
      @RequestBody CompletionBody body,
      Authentication caller) {
    return answer(
        caller,
        decision(
            stepOf(body), CallHeaders.of(id, headers), new DecisionBody(body.comment(), null)));
  }

  private static Step stepOf(CompletionBody body) {
    Outcome outcome = body.outcome();
    if (outcome == null) {
      throw new ThroughlineException(
          ErrorCode.MISSING_FIELD, "say DONE or FAILED", Location.of("outcome"));
    }
    return outcome == Outcome.DONE ? Step.COMPLETE : Step.FAIL;
  }

  @Operation(summary = "All proposals on an exception with what was decided, oldest first")
  @GetMapping("/proposals")
  Mono<List<ProposalResponse>> proposals(@PathVariable long id) {
    return decisions
        .proposals(CallHeaders.findingId(id))
        .map(proposals -> proposals.stream().map(ProposalResponse::from).toList());
  }

  @Operation(summary = "What the caller may do with an exception now, and why not")
  @GetMapping("/permissions")
  Mono<List<PermissionResponse>> permissions(@PathVariable long id, Authentication caller) {
    return decisions
        .permissions(CallHeaders.findingId(id), Person.of(caller))
        .map(
            permissions ->
                permissions.entrySet().stream()
                    .map(entry -> PermissionResponse.of(entry.getKey(), entry.getValue()))
                    .toList());
  }

  private static DecisionRequest decision(Step step, CallHeaders call, DecisionBody body) {
    return new DecisionRequest(
        step, call.finding(), call.version(), call.key(), null, body.comment(), body.reason());
  }

  private Mono<ResponseEntity<DecisionResponse>> answer(
      Authentication caller, DecisionRequest request) {
    return decisions
        .take(Person.of(caller), request)
        .map(
            answer -> {
              DecisionResponse body = DecisionResponse.from(answer.outcome());
              ResponseEntity.BodyBuilder response =
                  ResponseEntity.ok().eTag("\"" + body.version() + "\"");
              if (answer.isReplayed()) {
                response.header(CallHeaders.REPLAYED, "true");
              }
              return response.body(body);
            });
  }
}
