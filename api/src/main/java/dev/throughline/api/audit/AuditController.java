package dev.throughline.api.audit;

import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The trail over REST. Verify it with the command line, which trusts neither this nor the database.
 */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "Audit")
final class AuditController {
  private final AuditTrail trail;

  AuditController(AuditTrail trail) {
    this.trail = trail;
  }

  @Operation(summary = "Entries of the audit trail, newest first")
  @GetMapping(path = "/entries", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<Page<AuditEntryResponse>> entries(@RequestParam MultiValueMap<String, String> parameters) {
    PageRequest page = PageRequest.of("audit entries", parameters);
    long before = page.position() == null ? Long.MAX_VALUE : page.offset();
    return trail
        .latest(before, page.size() + 1)
        .collectList()
        .map(
            rows ->
                page.page(
                    rows,
                    AuditEntryResponse::from,
                    shown -> Long.toString(shown.get(shown.size() - 1).number())));
  }

  @Operation(
      summary = "The whole audit trail, one entry a line",
      description = "What 'throughline audit verify FILE' reads.")
  @GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
  Flux<String> export() {
    return trail.entries(0).map(entry -> entry.toLine() + "\n");
  }
}
