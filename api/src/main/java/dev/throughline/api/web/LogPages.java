package dev.throughline.api.web;

import dev.throughline.api.events.LogLists;
import dev.throughline.api.insights.LogInsights;
import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.insights.MapQuestion;
import dev.throughline.api.insights.MinedLog;
import dev.throughline.api.paging.PageRequest;
import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.map.svg.DurationHistogram;
import dev.throughline.mining.trace.TraceFilter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The tabs of a log: one state in the address, the same cases on each tab. */
@Controller
@RequestMapping("/logs/{log}")
final class LogPages {
  private static final Set<String> OTHERS = others();

  private final LogInsights insights;
  private final LogLists lists;

  LogPages(LogInsights insights, LogLists lists) {
    this.insights = insights;
    this.lists = lists;
  }

  private static Set<String> others() {
    Set<String> others = new HashSet<>(MapQuestion.NAMES);
    others.add(PageRequest.TOKEN_PARAMETER);
    return others;
  }

  @GetMapping
  Mono<Rendering> map(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return page(LogPage.Kind.MAP, log, parameters, this::drawnMap);
  }

  @GetMapping("/variants")
  Mono<Rendering> variants(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return page(
        LogPage.Kind.VARIANTS, log, parameters, asked -> mined(asked, LogPages::variantsOf));
  }

  @GetMapping("/durations")
  Mono<Rendering> durations(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return page(LogPage.Kind.DURATIONS, log, parameters, this::drawnDurations);
  }

  @GetMapping("/handoffs")
  Mono<Rendering> handoffs(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return page(
        LogPage.Kind.HANDOFFS,
        log,
        parameters,
        asked -> mined(asked, (mined, same) -> HandoffsPage.of(mined.result())));
  }

  @GetMapping("/data")
  Mono<Rendering> data(
      @PathVariable String log, @RequestParam MultiValueMap<String, String> parameters) {
    return page(LogPage.Kind.DATA, log, parameters, this::stored);
  }

  /** A request in its one canonical form. */
  private record Asked(LogQuestion question, PageAddress page) {}

  /** What a tab shows, and the log that it is about. */
  private record Content(MinedLog mined, Object content) {}

  /** Sends a form's address on to the canonical one; else mines, and renders the tab. */
  private Mono<Rendering> page(
      LogPage.Kind kind,
      String log,
      MultiValueMap<String, String> sent,
      Function<Asked, Mono<Content>> content) {
    MultiValueMap<String, String> state = PageState.canonical(sent);
    PageAddress page = new PageAddress(log, kind.path, state);
    if (!state.equals(sent)) {
      return Mono.just(Rendering.redirectTo(page.path()).status(HttpStatus.SEE_OTHER).build());
    }
    LogQuestion question = LogQuestion.of(log, state, OTHERS);
    return content
        .apply(new Asked(question, page))
        .zipWith(everything(question))
        .map(both -> render(kind, both.getT1(), both.getT2(), new Asked(question, page)));
  }

  private static Rendering render(
      LogPage.Kind kind, Content content, MinedLog everything, Asked asked) {
    LogPage page =
        LogPage.of(kind, content.mined(), everything.result(), asked.question(), asked.page());
    return Rendering.view("log-" + kind.name().toLowerCase(Locale.ROOT))
        .modelAttribute("page", page)
        .modelAttribute("content", content.content())
        .build();
  }

  private Mono<MinedLog> everything(LogQuestion question) {
    return insights.mine(
        new LogQuestion(
            question.log(),
            question.leadingType(),
            new MiningQuery(TraceFilter.ALL, question.query().handoffBy())));
  }

  private Mono<Content> mined(Asked asked, BiFunction<MinedLog, Asked, Object> toContent) {
    return insights
        .mine(asked.question())
        .map(mined -> new Content(mined, toContent.apply(mined, asked)));
  }

  private static Object variantsOf(MinedLog mined, Asked asked) {
    PageRequest request =
        PageRequest.of("variants of " + asked.question(), asked.page().parameters());
    return VariantsPage.of(mined.result(), request, asked.page());
  }

  private Mono<Content> drawnMap(Asked asked) {
    MapQuestion question = MapQuestion.of(asked.page().parameters());
    return insights
        .draw(asked.question(), question)
        .map(drawn -> new Content(drawn.mined(), MapPage.of(drawn, question, asked.page())));
  }

  private Mono<Content> drawnDurations(Asked asked) {
    return insights
        .mine(asked.question())
        .flatMap(
            mined ->
                insights
                    .compute(() -> DurationHistogram.draw(mined.result().durations()))
                    .map(svg -> new Content(mined, DurationsPage.of(mined.result(), svg))));
  }

  private Mono<Content> stored(Asked asked) {
    String log = asked.question().log().value();
    return insights
        .mine(asked.question())
        .zipWith(lists.imports(log, asked.page().parameters(), ImportRow::of))
        .map(both -> new Content(both.getT1(), DataPage.of(both.getT1(), both.getT2())));
  }
}
