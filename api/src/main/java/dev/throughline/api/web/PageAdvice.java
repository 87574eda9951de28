package dev.throughline.api.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What every page needs. */
@ControllerAdvice("dev.throughline.api.web")
final class PageAdvice {

  @ModelAttribute("csrf")
  Mono<CsrfToken> csrf(ServerWebExchange exchange) {
    @Nullable Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
    return token == null ? Mono.empty() : token;
  }

  /** Where the reader's browser reaches this service: scheme, host and port. */
  @ModelAttribute("origin")
  String origin(ServerWebExchange exchange) {
    URI address = exchange.getRequest().getURI();
    return address.getScheme() + "://" + address.getAuthority();
  }
}
