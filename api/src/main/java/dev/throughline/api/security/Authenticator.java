package dev.throughline.api.security;

import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Checks credentials for every way in: REST, pages and gRPC. The principal of what it answers is a
 * {@link Person}.
 */
final class Authenticator implements ReactiveAuthenticationManager {
  private final LocalAccounts accounts;
  private final Optional<AccessTokens> tokens;

  /**
   * @param tokens empty when none are accepted
   */
  Authenticator(LocalAccounts accounts, Optional<AccessTokens> tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  @Override
  public Mono<Authentication> authenticate(Authentication credentials) {
    if (credentials instanceof UsernamePasswordAuthenticationToken login
        && login.getCredentials() instanceof String password) {
      return accounts.authenticate(login.getName(), password);
    }
    if (credentials instanceof BearerTokenAuthenticationToken bearer && tokens.isPresent()) {
      return tokens.get().authenticate(bearer.getToken());
    }
    return Mono.error(new BadCredentialsException("no such way to sign in"));
  }
}
