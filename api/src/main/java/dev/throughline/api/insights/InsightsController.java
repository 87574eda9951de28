package dev.throughline.api.insights;

import dev.throughline.api.paging.Page;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.mining.engine.MiningResult;
import dev.throughline.mining.map.svg.DurationHistogram;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Mining questions about a stored log. */
@RestController
@RequestMapping("/api/v1/logs/{log}")
@Tag(name = "Insights")
final class InsightsController {
  private static final String SVG = "image/svg+xml";
  private static final MediaType SVG_TYPE = MediaType.parseMediaType(SVG + ";charset=UTF-8");
  private static final Set<String> PAGING =
      Set.of(PageRequest.SIZE_PARAMETER, PageRequest.TOKEN_PARAMETER);

  private final LogInsights insights;

  InsightsController(LogInsights insights) {
    this.insights = insights;
  }

  @Operation(summary = "The directly-follows graph with counts and times")
  @GetMapping(path = "/graph", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<MiningResponse>> graph(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return insights
        .mine(LogQuestion.of(log, parameters, Set.of()))
        .map(
            mined ->
                MinedAnswer.of(
                    exchange,
                    mined.result().manifest(),
                    MediaType.APPLICATION_JSON,
                    MiningResponse.from(mined.result(), mined.summary().quarantined())));
  }

  @Operation(summary = "How long cases take")
  @GetMapping(path = "/durations", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<DurationsAnswer>> durations(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return answer(log, parameters, exchange, DurationsAnswer::from);
  }

  @Operation(summary = "Activities done more than once in a case")
  @GetMapping(path = "/rework", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<ReworkAnswer>> rework(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return answer(log, parameters, exchange, ReworkAnswer::from);
  }

  @Operation(summary = "Steps that pass from one system, role or resource to another")
  @GetMapping(path = "/handoffs", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<HandoffsAnswer>> handoffs(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return answer(log, parameters, exchange, HandoffsAnswer::from);
  }

  @Operation(
      summary = "Distinct sequences of activities, the most frequent first",
      description = "All pages of one list are about the log as it was when the first was read.")
  @GetMapping(path = "/variants", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Page<VariantResponse>>> variants(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    LogQuestion question = LogQuestion.of(log, parameters, PAGING);
    PageRequest page = PageRequest.of("variants " + question, parameters);
    VariantPosition position = VariantPosition.parse(page);
    return insights
        .mineAt(question, position.watermark())
        .map(mined -> variantPage(exchange, page, position, mined.result()));
  }

  @Operation(summary = "The process map as SVG")
  @GetMapping(path = "/map.svg", produces = SVG)
  Mono<ResponseEntity<String>> map(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return insights
        .draw(LogQuestion.of(log, parameters, MapQuestion.NAMES), MapQuestion.of(parameters))
        .map(
            drawn ->
                MinedAnswer.of(exchange, drawn.mined().result().manifest(), SVG_TYPE, drawn.svg()));
  }

  @Operation(summary = "The histogram of case durations as SVG")
  @GetMapping(path = "/durations.svg", produces = SVG)
  Mono<ResponseEntity<String>> histogram(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      ServerWebExchange exchange) {
    return insights
        .mine(LogQuestion.of(log, parameters, Set.of()))
        .flatMap(mined -> insights.compute(() -> histogram(exchange, mined.result())));
  }

  private static ResponseEntity<String> histogram(ServerWebExchange exchange, MiningResult result) {
    String svg = DurationHistogram.draw(result.durations());
    return MinedAnswer.of(exchange, result.manifest(), SVG_TYPE, svg);
  }

  private static ResponseEntity<Page<VariantResponse>> variantPage(
      ServerWebExchange exchange, PageRequest page, VariantPosition start, MiningResult result) {
    List<VariantResponse> rows =
        result.variants().stream()
            .skip(start.offset())
            .limit(page.size() + 1L)
            .map(variant -> VariantResponse.from(variant, result.cases()))
            .toList();
    Page<VariantResponse> body =
        page.page(
            rows,
            Function.identity(),
            shown ->
                new VariantPosition(result.manifest().watermark(), start.offset() + shown.size())
                    .text());
    return MinedAnswer.of(exchange, result.manifest(), MediaType.APPLICATION_JSON, body);
  }

  private <T> Mono<ResponseEntity<T>> answer(
      String log,
      MultiValueMap<String, String> parameters,
      ServerWebExchange exchange,
      Function<MiningResult, T> toResponse) {
    return insights
        .mine(LogQuestion.of(log, parameters, Set.of()))
        .map(MinedLog::result)
        .map(
            result ->
                MinedAnswer.of(
                    exchange,
                    result.manifest(),
                    MediaType.APPLICATION_JSON,
                    toResponse.apply(result)));
  }
}
