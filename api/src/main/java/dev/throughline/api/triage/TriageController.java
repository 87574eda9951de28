package dev.throughline.api.triage;

import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.security.Person;
import dev.throughline.model.FindingId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Advice over REST. */
@RestController
@ConditionalOnTriage
@RequestMapping("/api/v1")
@Tag(name = "Triage")
final class TriageController {
  private final Triage triage;
  private final CurrentModel model;

  TriageController(Triage triage, CurrentModel model) {
    this.triage = triage;
    this.model = model;
  }

  @Operation(
      summary = "Advise on an exception",
      description = "Stores new advice; an exception that had none becomes triaged.")
  @PostMapping("/findings/{id}/triage")
  Mono<AdviceResponse> triage(@PathVariable long id, Authentication authentication) {
    return triage.triage(finding(id), Person.of(authentication).name()).map(AdviceResponse::from);
  }

  @Operation(summary = "The latest advice on an exception")
  @GetMapping("/findings/{id}/advice")
  Mono<AdviceResponse> advice(@PathVariable long id) {
    return triage.latest(finding(id)).map(AdviceResponse::from);
  }

  @Operation(summary = "All advice on an exception, the latest first; at most 100")
  @GetMapping("/findings/{id}/advice/history")
  Mono<List<AdviceResponse>> history(@PathVariable long id) {
    return triage.history(finding(id)).map(AdviceResponse::from).collectList();
  }

  @Operation(summary = "Who gives advice: the rules, or a model with its origin and quality")
  @GetMapping("/models/triage")
  AdvisorResponse advisor() {
    return AdvisorResponse.from(model.advisor());
  }

  static FindingId finding(long id) {
    return FindingQuestion.id(id);
  }
}
