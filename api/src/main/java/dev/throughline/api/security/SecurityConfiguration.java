package dev.throughline.api.security;

import static org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy.SAME_ORIGIN;

import dev.throughline.api.config.ThroughlineProperties;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/** Everything needs a login but health, the login page and the files it shows. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  static final String CONTENT_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_GROUPS = 5;
  private static final int LETTERS_PER_GROUP = 5;

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, LoginOutcome outcome) {
    return http.authorizeExchange(SecurityConfiguration::authorize)
        .httpBasic(
            basic -> basic.authenticationEntryPoint(outcome).authenticationFailureHandler(outcome))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .authenticationFailureHandler(outcome)
                    .authenticationSuccessHandler(outcome))
        .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(outcome))
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(csrfCookie())
                    .csrfTokenRequestHandler(new CsrfTokens())
                    .requireCsrfProtectionMatcher(needsToken()))
        .headers(SecurityConfiguration::headers)
        .requestCache(cache -> cache.requestCache(outcome.wantedPages()))
        .build();
  }

  private static void authorize(AuthorizeExchangeSpec paths) {
    paths
        .pathMatchers("/login", "/assets/**")
        .permitAll()
        .pathMatchers(HttpMethod.GET, "/actuator/health/liveness", "/actuator/health/readiness")
        .permitAll()
        .anyExchange()
        .authenticated();
  }

  private static void headers(HeaderSpec headers) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_POLICY))
        .frameOptions(frames -> frames.mode(Mode.DENY))
        .referrerPolicy(referrer -> referrer.policy(SAME_ORIGIN));
  }

  /**
   * In a cookie rather than a session, so that nobody fills memory with sessions before a login.
   */
  private static CookieServerCsrfTokenRepository csrfCookie() {
    CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  /** Credentials in a header are sent on purpose; a session comes along by itself. */
  private static ServerWebExchangeMatcher needsToken() {
    ServerWebExchangeMatcher basic =
        exchange ->
            isBasicCall(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    return new AndServerWebExchangeMatcher(
        CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(basic));
  }

  private static boolean isBasicCall(ServerHttpRequest request) {
    String credentials = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return request.getPath().value().startsWith("/api/")
        && credentials != null
        && credentials.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
  }

  /**
   * A log may be called almost anything, and only open paths are told apart by their beginning. Two
   * slashes in a row stay forbidden: after a login they would lead to another host.
   */
  @Bean
  ServerWebExchangeFirewall firewall() {
    StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowSemicolon(true);
    return firewall;
  }

  @Bean
  LoginThrottle loginThrottle(ThroughlineProperties properties) {
    return new LoginThrottle(
        properties.login().maxFailures(), properties.login().window(), InstantSource.system());
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  ReactiveUserDetailsService users(Accounts accounts) {
    return name ->
        accounts
            .passwordHash(name)
            .map(hash -> User.withUsername(name).password(hash).roles("ADMIN").build());
  }

  /** Runs once at start, before the first request: the database is there by then. */
  @Bean
  FirstPassword firstPassword(Accounts accounts, PasswordEncoder encoder) {
    String password = randomPassword(new SecureRandom());
    boolean made =
        accounts
            .passwordHash(FirstPassword.USER)
            .hasElement()
            .flatMap(
                known ->
                    known
                        ? reactor.core.publisher.Mono.just(false)
                        : accounts.add(FirstPassword.USER, encoded(encoder, password)))
            .blockOptional()
            .orElse(false);
    return new FirstPassword(made ? Optional.of(password) : Optional.empty());
  }

  private static String encoded(PasswordEncoder encoder, String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("the password could not be hashed");
    }
    return hash;
  }

  /** 25 letters of 31: 123 bits, in groups that can be typed. */
  private static String randomPassword(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_GROUPS * LETTERS_PER_GROUP; i++) {
      if (i > 0 && i % LETTERS_PER_GROUP == 0) {
        password.append('-');
      }
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    }
    return password.toString();
  }
}
