package dev.throughline.api.security;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the CSRF token of an upload from the form's address, so that an upload is refused before
 * its body is read; of every other form from its hidden field. The token is masked anew for each
 * page (BREACH), and pages send no address to other sites.
 */
final class CsrfTokens implements ServerCsrfTokenRequestHandler {
  static final String UPLOAD_PARAMETER = "_csrf";

  private final XorServerCsrfTokenRequestAttributeHandler masked =
      new XorServerCsrfTokenRequestAttributeHandler();

  @Override
  public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
    masked.handle(exchange, token);
  }

  @Override
  public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
    String fromAddress = exchange.getRequest().getQueryParams().getFirst(UPLOAD_PARAMETER);
    if (fromAddress == null) {
      return masked.resolveCsrfTokenValue(exchange, token);
    }
    ServerWebExchange withHeader =
        exchange
            .mutate()
            .request(request -> request.header(token.getHeaderName(), fromAddress))
            .build();
    return masked.resolveCsrfTokenValue(withHeader, token);
  }
}
