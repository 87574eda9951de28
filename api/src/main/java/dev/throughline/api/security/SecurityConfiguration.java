package dev.throughline.api.security;

import static org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy.SAME_ORIGIN;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.store.Connections;
import dev.throughline.model.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter.Mode;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Everything needs a login but health, the login page and the files it shows. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  static final String CONTENT_POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final Duration REMEMBER_PASSWORDS = Duration.ofMinutes(5);
  private static final int HASHING_THREADS = 2;
  private static final int MAX_WAITING_LOGINS = 256;

  @Bean
  SecurityWebFilterChain security(
      ServerHttpSecurity http,
      LoginOutcome outcome,
      LocalAccounts accounts,
      ReactiveAuthenticationManager authenticator) {
    return http.authorizeExchange(SecurityConfiguration::authorize)
        .httpBasic(
            basic -> basic.authenticationEntryPoint(outcome).authenticationFailureHandler(outcome))
        .oauth2ResourceServer(
            tokens ->
                tokens
                    .authenticationManagerResolver(exchange -> Mono.just(authenticator))
                    .authenticationEntryPoint(outcome)
                    .authenticationFailureHandler(outcome)
                    .accessDeniedHandler(outcome))
        .formLogin(
            form ->
                form.loginPage("/login")
                    .authenticationFailureHandler(outcome)
                    .authenticationSuccessHandler(outcome))
        .securityContextRepository(new CurrentRoles(accounts))
        .exceptionHandling(
            exceptions -> exceptions.authenticationEntryPoint(outcome).accessDeniedHandler(outcome))
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
        .access(SecurityConfiguration::byRole);
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
    ServerWebExchangeMatcher withCredentials =
        exchange ->
            sendsCredentials(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
    return new AndServerWebExchangeMatcher(
        CsrfWebFilter.DEFAULT_CSRF_MATCHER, new NegatedServerWebExchangeMatcher(withCredentials));
  }

  private static boolean sendsCredentials(ServerHttpRequest request) {
    String credentials = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    return request.getPath().value().startsWith("/api/")
        && credentials != null
        && Stream.of("Basic ", "Bearer ")
            .anyMatch(scheme -> credentials.regionMatches(true, 0, scheme, 0, scheme.length()));
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

  /** One for every way in; gRPC takes it too. */
  @Bean
  ReactiveAuthenticationManager authenticator(
      LocalAccounts accounts, ThroughlineProperties properties) {
    return new Authenticator(accounts, AccessTokens.of(properties.security().jwt()));
  }

  @Bean(destroyMethod = "dispose")
  Scheduler passwordScheduler() {
    return Schedulers.newBoundedElastic(HASHING_THREADS, MAX_WAITING_LOGINS, "passwords");
  }

  @Bean
  LocalAccounts localAccounts(
      Accounts accounts, PasswordEncoder encoder, Scheduler passwordScheduler) {
    return new LocalAccounts(
        accounts,
        encoder,
        new VerifiedPasswords(REMEMBER_PASSWORDS, InstantSource.system()),
        passwordScheduler);
  }

  @Bean
  UserAccounts userAccounts(Connections connections, Clock clock) {
    return new UserAccounts(connections, clock);
  }

  /** Runs once at start, before the first request: the database is there by then. */
  @Bean
  FirstPassword firstPassword(Accounts accounts, UserAccounts users) {
    boolean known = accounts.find(FirstPassword.USER).hasElement().blockOptional().orElse(false);
    if (known) {
      return new FirstPassword(Optional.empty());
    }
    String password = Passwords.random();
    users.add("throughline", Person.of(FirstPassword.USER, Role.ADMIN), password).block();
    return new FirstPassword(Optional.of(password));
  }

  private static Mono<AuthorizationResult> byRole(
      Mono<Authentication> authentication, AuthorizationContext context) {
    ServerHttpRequest request = context.getExchange().getRequest();
    Set<Role> roles =
        AccessRules.ofRequest(
            request.getMethod().name(), request.getPath().pathWithinApplication().value());
    return authentication
        .ofType(SignedIn.class)
        .map(caller -> new AuthorizationDecision(caller.person().hasAnyOf(roles)));
  }
}
