package dev.throughline.api.kpis;

import dev.throughline.api.insights.LogQuestion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** KPIs and ageing over REST. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "KPIs")
final class KpisController {
  private static final String LOG = "The log";
  private static final String FROM =
      "The first moment: a date, or an instant, in UTC. 30 days before the end when it is left out";
  private static final String TO =
      "The end, exclusive. When it is left out: the end of today while the log's last event is at most"
          + " 7 days old, otherwise of the day of that event";
  private static final String AS_OF =
      "The moment: a date, which begins at midnight, or an instant, in UTC. When it is left out: the"
          + " usual end of a period, or now when that is earlier";

  private final ProcessFigures figures;

  KpisController(ProcessFigures figures) {
    this.figures = figures;
  }

  @Operation(summary = "The KPIs of the process, and what people decided, in a period")
  @GetMapping("/kpis")
  Mono<KpisResponse> kpis(
      @Parameter(description = LOG) @RequestParam(defaultValue = ProcessFigures.USUAL_LOG)
          String log,
      @Parameter(description = FROM) @RequestParam(required = false) @Nullable String from,
      @Parameter(description = TO) @RequestParam(required = false) @Nullable String to) {
    return figures
        .inPeriod(LogQuestion.logName(log), PeriodQuestion.of(from, to))
        .map(KpisResponse::from);
  }

  @Operation(summary = "How long open exceptions have waited, now or as of a past moment")
  @GetMapping("/ageing")
  Mono<AgeingResponse> ageing(
      @Parameter(description = LOG) @RequestParam(defaultValue = ProcessFigures.USUAL_LOG)
          String log,
      @Parameter(description = AS_OF) @RequestParam(required = false) @Nullable String asOf) {
    return figures
        .ageing(LogQuestion.logName(log), PeriodQuestion.moment("asOf", asOf))
        .map(AgeingResponse::from);
  }
}
