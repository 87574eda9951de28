package dev.throughline.api.security;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * Checks credentials for every way in: REST, pages and gRPC. The principal of what it answers is a
 * {@link Person}.
 */
final class Authenticator implements ReactiveAuthenticationManager {
  private final LocalAccounts accounts;

  Authenticator(LocalAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Mono<Authentication> authenticate(Authentication credentials) {
    if (credentials instanceof UsernamePasswordAuthenticationToken login
        && login.getCredentials() instanceof String password) {
      return accounts.authenticate(login.getName(), password);
    }
    return Mono.error(new BadCredentialsException("no such way to sign in"));
  }
}
