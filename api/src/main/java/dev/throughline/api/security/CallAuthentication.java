package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proves who makes a call that the web's filters do not see, with the same accounts and the same
 * limit on failures.
 */
@Component
public final class CallAuthentication {
  private final ReactiveAuthenticationManager manager;
  private final LoginThrottle throttle;

  CallAuthentication(ReactiveAuthenticationManager manager, LoginThrottle throttle) {
    this.manager = manager;
    this.throttle = throttle;
  }

  /**
   * The caller, or {@code UNAUTHENTICATED}, or {@code TOO_MANY_REQUESTS} after too many failures.
   *
   * @param authorization as in HTTP: {@code Basic …} or {@code Bearer …}; null when the call has
   *     none
   * @param address where the call comes from
   */
  public Mono<Person> authenticate(@Nullable String authorization, String address) {
    return Mono.fromSupplier(() -> claim(authorization, address))
        .flatMap(manager::authenticate)
        .doOnNext(proven -> throttle.succeeded(address))
        .map(Person::of)
        .doOnError(AuthenticationException.class, failure -> throttle.failed(address))
        .onErrorMap(AuthenticationException.class, failure -> unauthenticated());
  }

  private Authentication claim(@Nullable String authorization, String address) {
    Duration wait = throttle.waitFor(address);
    if (!wait.isZero()) {
      throw new ThroughlineException(
          ErrorCode.TOO_MANY_REQUESTS,
          "too many failed logins; try again in %d seconds"
              .formatted(Math.max(1, wait.toSeconds())));
    }
    String[] parts = authorization == null ? new String[0] : authorization.split(" ", 2);
    if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("basic")) {
      return basic(parts[1].strip());
    }
    if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("bearer")) {
      return bearer(parts[1].strip());
    }
    throw unauthenticated();
  }

  private static Authentication basic(String encoded) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw unauthenticated();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw unauthenticated();
    }
    return UsernamePasswordAuthenticationToken.unauthenticated(
        pair.substring(0, colon), pair.substring(colon + 1));
  }

  private static Authentication bearer(String token) {
    if (token.isEmpty()) {
      throw unauthenticated();
    }
    return new BearerTokenAuthenticationToken(token);
  }

  private static ThroughlineException unauthenticated() {
    return new ThroughlineException(
        ErrorCode.UNAUTHENTICATED,
        "send the user's name and password in the authorization metadata, as HTTP Basic does, or"
            + " an access token");
  }
}
