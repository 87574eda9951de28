package dev.throughline.api.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
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

  /** Who is signed in; nobody on the login page. */
  @ModelAttribute("viewer")
  Mono<Viewer> viewer(ServerWebExchange exchange) {
    return exchange.getPrincipal().ofType(Authentication.class).map(Viewer::of);
  }

  /** Which part of the navigation the page belongs to. */
  @ModelAttribute("section")
  String section(ServerWebExchange exchange) {
    String path = exchange.getRequest().getPath().pathWithinApplication().value();
    int end = path.indexOf('/', 1);
    return switch (end < 0 ? path : path.substring(0, end)) {
      case "/exceptions", "/cases" -> "exceptions";
      case "/orphans" -> "orphans";
      case "/kpis" -> "kpis";
      default -> "logs";
    };
  }

  /** Where the reader's browser reaches this service: scheme, host and port. */
  @ModelAttribute("origin")
  String origin(ServerWebExchange exchange) {
    URI address = exchange.getRequest().getURI();
    return address.getScheme() + "://" + address.getAuthority();
  }
}
