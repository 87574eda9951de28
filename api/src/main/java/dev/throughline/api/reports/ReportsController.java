package dev.throughline.api.reports;

import dev.throughline.api.kpis.PeriodQuestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** REST: reports. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "Reports")
final class ReportsController {
  private static final String FROM =
      "The first moment: a date, or an instant, in UTC. 30 days before the end when it is left out";
  private static final String TO =
      "The end, exclusive. When it is left out: the end of today while the log's last event is at most"
          + " 7 days old, otherwise of the day of that event";
  private static final String POLICY = "Content-Security-Policy";

  private final HealthReports reports;

  ReportsController(HealthReports reports) {
    this.reports = reports;
  }

  @Operation(
      summary = "The health of the process from purchase order to payment, on one page (PDF)")
  @GetMapping(path = "/process-health.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  Mono<ResponseEntity<byte[]>> pdf(
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to) {
    return reports
        .pdf(PeriodQuestion.of(from, to))
        .map(file -> named("process-health.pdf").contentType(MediaType.APPLICATION_PDF).body(file));
  }

  @Operation(
      summary = "The health of the process from purchase order to payment, on one page (HTML)")
  @GetMapping(path = "/process-health.html", produces = "text/html;charset=UTF-8")
  Mono<ResponseEntity<byte[]>> html(
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to) {
    return reports
        .html(PeriodQuestion.of(from, to))
        .map(page -> named("process-health.html").header(POLICY, reports.policy()).body(page));
  }

  private static ResponseEntity.BodyBuilder named(String file) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.inline().filename(file).build().toString());
  }
}
