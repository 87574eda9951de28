package dev.throughline.api.web.kpis;

import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.kpis.Ageing;
import dev.throughline.api.kpis.PeriodQuestion;
import dev.throughline.api.kpis.ProcessFigures;
import dev.throughline.api.web.Links;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.LogName;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** KPIs, ageing and decisions: the address holds the period and the moment. */
@Controller
final class KpiPages {
  private static final List<String> PARAMETERS =
      List.of(KpiPage.LOG, KpiPage.FROM, KpiPage.TO, KpiPage.AS_OF);

  private final ProcessFigures figures;

  KpiPages(ProcessFigures figures) {
    this.figures = figures;
  }

  @GetMapping("/kpis")
  Mono<Rendering> kpis(@RequestParam MultiValueMap<String, String> parameters) {
    MultiValueMap<String, String> asked = canonical(parameters);
    return asked.equals(parameters)
        ? page(asked)
        : Mono.just(
            Rendering.redirectTo("/kpis" + Links.query(asked))
                .status(HttpStatus.SEE_OTHER)
                .build());
  }

  /** What a form sent, without what says nothing. */
  private static MultiValueMap<String, String> canonical(MultiValueMap<String, String> sent) {
    LinkedMultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
    for (String name : PARAMETERS) {
      String value = sent.getFirst(name);
      if (value != null
          && !value.isBlank()
          && !(name.equals(KpiPage.LOG) && value.equals(ProcessFigures.USUAL_LOG))) {
        asked.add(name, value.strip());
      }
    }
    return asked;
  }

  private Mono<Rendering> page(MultiValueMap<String, String> asked) {
    String given = asked.getFirst(KpiPage.LOG);
    LogName log = LogQuestion.logName(given == null ? ProcessFigures.USUAL_LOG : given);
    Instant asOf = PeriodQuestion.moment(KpiPage.AS_OF, asked.getFirst(KpiPage.AS_OF));
    return figures
        .inPeriod(log, PeriodQuestion.of(asked.getFirst(KpiPage.FROM), asked.getFirst(KpiPage.TO)))
        .zipWhen(period -> ageing(log, asOf, period))
        .map(
            both ->
                Rendering.view("kpis")
                    .modelAttribute("page", KpiPage.of(both.getT1(), both.getT2(), asOf))
                    .build())
        .onErrorResume(
            KpiPages::isLogMissing,
            missing ->
                Mono.just(Rendering.view("kpis-none").modelAttribute("log", log.value()).build()));
  }

  /** As of the end of the period, unless another moment is asked for. */
  private Mono<Ageing> ageing(LogName log, @Nullable Instant asOf, ProcessFigures.OfPeriod period) {
    return figures.ageing(log, asOf == null ? period.kpis().asOf() : asOf);
  }

  /** Of a log that nothing was sent to yet there is nothing to say. */
  private static boolean isLogMissing(Throwable error) {
    return error instanceof ThroughlineException known && known.code() == ErrorCode.LOG_NOT_FOUND;
  }
}
