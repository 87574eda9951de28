package dev.throughline.api.error;

import dev.throughline.api.observe.RequestId;
import dev.throughline.model.ErrorCode;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.autoconfigure.error.AbstractErrorWebExceptionHandler;
import org.springframework.boot.webflux.error.DefaultErrorAttributes;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import reactor.core.publisher.Mono;

/** The last resort of every request: the API answers a problem, pages answer a page. */
@Component
@Order(-2) // before Spring Boot's own
final class ProblemHandler extends AbstractErrorWebExceptionHandler {
  private static final String RETRY_AFTER_SECONDS = "5";

  ProblemHandler(
      ApplicationContext context,
      ServerCodecConfigurer codecs,
      ObjectProvider<ViewResolver> views) {
    super(new DefaultErrorAttributes(), new WebProperties.Resources(), context);
    setMessageWriters(codecs.getWriters());
    setMessageReaders(codecs.getReaders());
    setViewResolvers(views.orderedStream().toList());
  }

  @Override
  protected RouterFunction<ServerResponse> getRoutingFunction(ErrorAttributes attributes) {
    return RouterFunctions.route(RequestPredicates.all(), this::answer);
  }

  @Override
  protected void logError(ServerRequest request, ServerResponse response, Throwable error) {
    // Problems.of has logged what is worth it, once.
  }

  private Mono<ServerResponse> answer(ServerRequest request) {
    Throwable error = getError(request);
    String requestId = RequestId.of(request.exchange());
    Problem problem =
        error == null
            ? Problem.of(ErrorCode.INTERNAL, null, requestId)
            : Problems.of(error, requestId);
    ServerResponse.BodyBuilder answer =
        ServerResponse.status(problem.status()).headers(headers -> addHeaders(headers, problem));
    if (wantsPage(request)) {
      return answer
          .contentType(MediaType.TEXT_HTML)
          .render("error", Map.of("problem", problem, "title", problem.title()));
    }
    return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).bodyValue(problem);
  }

  private static void addHeaders(HttpHeaders headers, Problem problem) {
    if (problem.code() == ErrorCode.TOO_MANY_REQUESTS) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
  }

  private static boolean wantsPage(ServerRequest request) {
    return !request.path().startsWith("/api/")
        && request.headers().accept().stream()
            .anyMatch(type -> type.isCompatibleWith(MediaType.TEXT_HTML) && !type.isWildcardType());
  }
}
