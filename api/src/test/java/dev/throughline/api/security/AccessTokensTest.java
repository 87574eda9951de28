package dev.throughline.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.model.Role;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

class AccessTokensTest {
  @TempDir static Path folder;
  private static Tokens tokens;

  @BeforeAll
  static void makeKeys() throws Exception {
    tokens = new Tokens();
  }

  @Test
  void authenticate_goodToken_isThePersonWithKnownRoles() throws Exception {
    Person person = person(file(tokens.rsa), tokens.good());

    assertThat(person)
        .isEqualTo(new Person("tina", Set.of(Role.FINANCE_CONTROLLER), Set.of(), Tokens.ISSUER));
    assertThat(person(file(tokens.ec), Tokens.signed(tokens.ec, h -> {}, Tokens.claims())).name())
        .isEqualTo("tina");
  }

  @Test
  void authenticate_everyBadToken_isRefused() throws Exception {
    AccessTokens access = file(tokens.rsa);
    Map<String, String> bad = tokens.bad();

    assertThat(bad).hasSizeGreaterThanOrEqualTo(30);
    bad.forEach(
        (what, token) ->
            assertThatThrownBy(() -> access.authenticate(token).block())
                .as(what)
                .isInstanceOf(BadCredentialsException.class)
                .hasMessageNotContaining(token));
  }

  @Test
  void authenticate_expiryWithinTheSkew_isAccepted() throws Exception {
    var claims =
        Tokens.claims()
            .expirationTime(java.util.Date.from(java.time.Instant.now().minusSeconds(50)));

    assertThat(person(file(tokens.rsa), Tokens.signed(tokens.rsa, h -> {}, claims)).name())
        .isEqualTo("tina");
  }

  @Test
  void authenticate_sites_areThoseOfTheClaim() throws Exception {
    var some = Tokens.claims().claim("sites", List.of("store 1"));
    var none = Tokens.claims().claim("sites", List.of());

    assertThat(person(file(tokens.rsa), Tokens.signed(tokens.rsa, h -> {}, some)).sites())
        .containsExactly("store 1");
    assertThat(person(file(tokens.rsa), Tokens.signed(tokens.rsa, h -> {}, none)).roles())
        .as("somebody for no site may do nothing")
        .isEmpty();
  }

  @Test
  void authenticate_keysOfTheIssuer_newOneIsFoundAndKnownOnesOutliveIt() throws Exception {
    AtomicReference<JWK> published = new AtomicReference<>(tokens.rsa);
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    issuer.createContext(
        "/keys",
        exchange -> {
          byte[] keys =
              new JWKSet(List.of(published.get().toPublicJWK()))
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    issuer.start();
    try {
      AccessTokens access = uri(issuer.getAddress().getPort());
      assertThat(person(access, tokens.good()).name()).isEqualTo("tina");

      RSAKey second = new RSAKeyGenerator(2048).keyID("r2").generate();
      published.set(second);
      assertThat(person(access, Tokens.signed(second, h -> {}, Tokens.claims())).name())
          .isEqualTo("tina");
      issuer.stop(0);
      assertThat(person(access, Tokens.signed(second, h -> {}, Tokens.claims())).name())
          .isEqualTo("tina");
    } finally {
      issuer.stop(0);
    }
  }

  @Test
  void of_fileWithoutAKey_namesTheSetting() throws Exception {
    Path file = Files.writeString(folder.resolve("none.pem"), "-----BEGIN PUBLIC KEY-----\nAAAA\n");

    assertThatThrownBy(() -> AccessTokens.of(settings(null, file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("throughline.security.jwt.public-key-file");
  }

  private static AccessTokens file(JWK key) throws Exception {
    return AccessTokens.of(settings(null, Tokens.pem(folder.resolve(key.getKeyID()), key)))
        .orElseThrow();
  }

  private static AccessTokens uri(int port) {
    return AccessTokens.of(settings(URI.create("http://127.0.0.1:" + port + "/keys"), null))
        .orElseThrow();
  }

  private static ThroughlineProperties.Jwt settings(URI keys, Path file) {
    return new ThroughlineProperties.Jwt(
        Tokens.ISSUER, Tokens.AUDIENCE, keys, file, "sub", "roles", "sites");
  }

  private static Person person(AccessTokens access, String token) {
    Authentication authentication = Objects.requireNonNull(access.authenticate(token).block());
    return Person.of(authentication);
  }
}
