package dev.throughline.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.security.web.server.context.WebSessionServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Keeps who signed in to the pages in their session, and asks at each request what they may do now:
 * a role that was taken away is gone at once, and with a new password old sessions end. A program
 * that sends its credentials with each request has no session.
 */
final class CurrentRoles implements ServerSecurityContextRepository {
  private final ServerSecurityContextRepository sessions =
      new WebSessionServerSecurityContextRepository();
  private final LocalAccounts accounts;

  CurrentRoles(LocalAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
    return sendsCredentials(exchange) ? Mono.empty() : sessions.save(exchange, context);
  }

  @Override
  public Mono<SecurityContext> load(ServerWebExchange exchange) {
    if (sendsCredentials(exchange)) {
      return Mono.empty();
    }
    return sessions
        .load(exchange)
        .mapNotNull(SecurityContext::getAuthentication)
        .ofType(SignedIn.class)
        .flatMap(accounts::refreshed)
        .map(SecurityContextImpl::new);
  }

  private static boolean sendsCredentials(ServerWebExchange exchange) {
    return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION);
  }
}
