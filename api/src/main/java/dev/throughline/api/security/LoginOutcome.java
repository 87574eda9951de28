package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.savedrequest.CookieServerRequestCache;
import org.springframework.security.web.server.savedrequest.ServerRequestCache;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What happens to a login: pages are sent on, programs get a problem, and failures are counted. */
@Component
final class LoginOutcome
    implements ServerAuthenticationEntryPoint,
        ServerAccessDeniedHandler,
        ServerAuthenticationFailureHandler,
        ServerAuthenticationSuccessHandler {
  private static final List<String> CHALLENGES =
      List.of("Basic realm=\"Throughline\", charset=\"UTF-8\"", "Bearer realm=\"Throughline\"");

  private final LoginThrottle throttle;
  private final CookieServerRequestCache wantedPages = new WantedPages();
  private final RedirectServerAuthenticationEntryPoint toLogin =
      new RedirectServerAuthenticationEntryPoint("/login");
  private final RedirectServerAuthenticationSuccessHandler sendOn =
      new RedirectServerAuthenticationSuccessHandler("/");

  LoginOutcome(LoginThrottle throttle) {
    this.throttle = throttle;
    wantedPages.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    toLogin.setRequestCache(wantedPages);
    sendOn.setRequestCache(wantedPages);
  }

  /** Remembers, in a cookie, the page that somebody asked for before the login. */
  ServerRequestCache wantedPages() {
    return wantedPages;
  }

  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException reason) {
    if (isApi(exchange.getRequest())) {
      exchange.getResponse().getHeaders().put(HttpHeaders.WWW_AUTHENTICATE, CHALLENGES);
      return unauthenticated();
    }
    if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
      exchange.getResponse().getHeaders().set("HX-Redirect", "/login");
      return unauthenticated();
    }
    return toLogin.commence(exchange, reason);
  }

  private static Mono<Void> unauthenticated() {
    return Mono.error(
        new ThroughlineException(
            ErrorCode.UNAUTHENTICATED,
            "sign in, or send the user's name and password with HTTP Basic, or an access token"));
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException denied) {
    return Mono.error(
        new ThroughlineException(
            ErrorCode.NOT_ALLOWED, "your roles do not allow this, or there is no such address"));
  }

  @Override
  public Mono<Void> onAuthenticationFailure(
      WebFilterExchange filter, AuthenticationException reason) {
    ServerWebExchange exchange = filter.getExchange();
    throttle.failed(RequestGuard.addressOf(exchange));
    return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
        ? commence(exchange, reason)
        : redirect(exchange, "/login?failed");
  }

  @Override
  public Mono<Void> onAuthenticationSuccess(WebFilterExchange filter, Authentication user) {
    ServerWebExchange exchange = filter.getExchange();
    throttle.succeeded(RequestGuard.addressOf(exchange));
    return sendOn
        .onAuthenticationSuccess(filter, user)
        .then(Mono.fromRunnable(() -> WantedPages.forget(exchange)));
  }

  private static boolean isApi(ServerHttpRequest request) {
    String path = request.getPath().value();
    return path.startsWith("/api/") || path.startsWith("/actuator/");
  }

  private static Mono<Void> redirect(ServerWebExchange exchange, String target) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatus.FOUND);
    response.getHeaders().setLocation(URI.create(target));
    return response.setComplete();
  }

  /**
   * Keeps the cookie until the login: the framework's own forgets it with the next request, which
   * is that of the login page.
   */
  private static final class WantedPages extends CookieServerRequestCache {
    private static final String COOKIE = "REDIRECT_URI";

    @Override
    public Mono<ServerHttpRequest> removeMatchingRequest(ServerWebExchange exchange) {
      return Mono.empty();
    }

    static void forget(ServerWebExchange exchange) {
      exchange
          .getResponse()
          .addCookie(ResponseCookie.from(COOKIE, "").path("/").maxAge(Duration.ZERO).build());
    }
  }
}
