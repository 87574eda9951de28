package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses, before anything else looks at it, a request that changes something on behalf of another
 * site's page (browsers say so in {@code Sec-Fetch-Site}, also for Basic credentials they
 * remember), and attempts to sign in after too many failures.
 */
@Component
@Order(-200) // before Spring Security's filter, which has -100
final class RequestGuard implements WebFilter {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  private final LoginThrottle throttle;

  RequestGuard(LoginThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!SAFE.contains(request.getMethod()) && isForeign(request)) {
      return Mono.error(
          new ThroughlineException(
              ErrorCode.NOT_ALLOWED, "a page of another site may not change anything here"));
    }
    Duration wait = isLogin(request) ? throttle.waitFor(addressOf(exchange)) : Duration.ZERO;
    return wait.isZero() ? chain.filter(exchange) : tooManyFailures(exchange, wait);
  }

  private static boolean isForeign(ServerHttpRequest request) {
    String site = request.getHeaders().getFirst("Sec-Fetch-Site");
    return site != null && FOREIGN.contains(site);
  }

  private static boolean isLogin(ServerHttpRequest request) {
    boolean form =
        request.getMethod().equals(HttpMethod.POST)
            && request.getPath().pathWithinApplication().value().equals("/login");
    return form || request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
  }

  private static Mono<Void> tooManyFailures(ServerWebExchange exchange, Duration wait) {
    long seconds = Math.max(1, wait.toSeconds());
    exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return Mono.error(
        new ThroughlineException(
            ErrorCode.TOO_MANY_REQUESTS,
            "too many failed logins; try again in " + seconds + " seconds"));
  }

  /** The address that failures are counted by; one bucket for connections without one. */
  static String addressOf(ServerWebExchange exchange) {
    var remote = exchange.getRequest().getRemoteAddress();
    return remote == null || remote.getAddress() == null
        ? "none"
        : remote.getAddress().getHostAddress();
  }
}
