package dev.throughline.api.security;

import static dev.throughline.model.Role.ADMIN;
import static dev.throughline.model.Role.AUDITOR;
import static dev.throughline.model.Role.INTEGRATION_OPERATOR;
import static dev.throughline.model.Role.PROCUREMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.model.Role;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Roles at work: who gets in, and that a change holds from the next request on. */
class SignInTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir static Path folder;
  private static RunningService service;
  private static UserAccounts users;

  @BeforeAll
  static void start() {
    service = RunningTestService.start(folder);
    users = service.part(UserAccounts.class);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void basic_rightPassword_opensWhatTheRolesAllowAndNoSession() {
    add("otto", INTEGRATION_OPERATOR);

    HttpHeaders headers =
        get("otto", PASSWORD, "/api/v1/logs")
            .expectStatus()
            .isOk()
            .returnResult(Void.class)
            .getResponseHeaders();

    assertThat(headers.get(HttpHeaders.SET_COOKIE)).isNull();
    get("otto", PASSWORD, "/api/v1/users").expectStatus().isForbidden();
    get("otto", "another password", "/api/v1/logs").expectStatus().isUnauthorized();
    get("nobody", PASSWORD, "/api/v1/logs").expectStatus().isUnauthorized();
  }

  @Test
  void basic_userWithoutRole_maySeeNothing() {
    add("norole");

    get("norole", PASSWORD, "/api/v1/logs")
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .contentType("application/problem+json")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("NOT_ALLOWED");
  }

  @Test
  void basic_changedRolePasswordOrRemovedUser_holdsAtTheNextRequest() {
    add("paula", PROCUREMENT);
    get("paula", PASSWORD, "/api/v1/logs").expectStatus().isOk();

    users.changePassword("admin", "paula", "another fine password").block();
    get("paula", PASSWORD, "/api/v1/logs").expectStatus().isUnauthorized();
    get("paula", "another fine password", "/api/v1/logs").expectStatus().isOk();

    users.assign("admin", Person.of("paula")).block();
    get("paula", "another fine password", "/api/v1/logs").expectStatus().isForbidden();

    users.remove("admin", "paula").block();
    get("paula", "another fine password", "/api/v1/logs").expectStatus().isUnauthorized();
  }

  @Test
  void session_changedRole_holdsAtTheNextRequest() {
    add("sam", AUDITOR);
    String session = signIn("sam");
    page(session, "/").expectStatus().isOk();

    users.assign("admin", Person.of("sam")).block();
    page(session, "/").expectStatus().isForbidden();

    users.assign("admin", Person.of("sam", ADMIN)).block();
    page(session, "/").expectStatus().isOk();

    users.changePassword("admin", "sam", "another fine password").block();
    page(session, "/").expectStatus().isFound().expectHeader().location("/login");
  }

  private static void add(String name, Role... roles) {
    users.add("admin", Person.of(name, roles), PASSWORD).block();
  }

  private static WebTestClient client() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + service.port())
        .responseTimeout(Duration.ofSeconds(60))
        .build();
  }

  private static WebTestClient.ResponseSpec get(String name, String password, String path) {
    return client()
        .get()
        .uri(path)
        .headers(headers -> headers.setBasicAuth(name, password))
        .exchange();
  }

  private static WebTestClient.ResponseSpec page(String session, String path) {
    return client()
        .get()
        .uri(path)
        .accept(MediaType.TEXT_HTML)
        .cookie("throughline", session)
        .exchange();
  }

  /** Signs in as a browser does, and returns the session's cookie. */
  private static String signIn(String name) {
    var login = client().get().uri("/login").exchange().expectBody(String.class).returnResult();
    String html = String.valueOf(login.getResponseBody());
    String token = html.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1");
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("username", name);
    form.add("password", PASSWORD);
    form.add("_csrf", token);
    var cookie = login.getResponseCookies().getFirst("XSRF-TOKEN");
    assertThat(cookie).isNotNull();
    return client()
        .post()
        .uri("/login")
        .cookie("XSRF-TOKEN", cookie.getValue())
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .bodyValue(form)
        .exchange()
        .expectStatus()
        .isFound()
        .returnResult(Void.class)
        .getResponseCookies()
        .getFirst("throughline")
        .getValue();
  }
}
