package dev.throughline.api.observe;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers every request with its id, and writes one line about it to the logger {@value #LOGGER},
 * which is off unless an operator turns it on. The line has no query and no body: those may hold
 * what does not belong into a log.
 */
@Component
@Order(-300) // before everything that can refuse a request
final class RequestLog implements WebFilter {
  static final String LOGGER = "throughline.requests";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String id = RequestId.of(exchange);
    exchange.getResponse().getHeaders().set(RequestId.HEADER, id);
    if (LOG.isInfoEnabled()) {
      long start = System.nanoTime();
      exchange
          .getResponse()
          .beforeCommit(() -> Mono.fromRunnable(() -> write(exchange, id, start)));
    }
    return chain.filter(exchange);
  }

  private static void write(ServerWebExchange exchange, String id, long start) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    LOG.atInfo()
        .addKeyValue("requestId", id)
        .addKeyValue("method", exchange.getRequest().getMethod().name())
        .addKeyValue("path", exchange.getRequest().getPath().value())
        .addKeyValue("status", status == null ? 200 : status.value())
        .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .log("request");
  }
}
