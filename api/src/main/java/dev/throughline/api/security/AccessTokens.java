package dev.throughline.api.security;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.model.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Checks access tokens (RFC 9068) of one issuer: signature by RS256 or ES256 and nothing else, with
 * keys that are configured and never with what a token brings along; type, issuer, audience, times.
 */
final class AccessTokens {
  private static final Set<SignatureAlgorithm> ALGORITHMS =
      Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);

  private final ThroughlineProperties.Jwt settings;
  private final NimbusReactiveJwtDecoder decoder;

  private AccessTokens(ThroughlineProperties.Jwt settings, String issuer, String audience) {
    this.settings = settings;
    this.decoder = decoder(settings);
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(issuer)
            .audience(audience)
            .validators(
                all ->
                    all.put(
                        "client_id", new JwtClaimValidator<Object>("client_id", Objects::nonNull)))
            .build());
  }

  /** Empty when no issuer is configured. */
  static Optional<AccessTokens> of(ThroughlineProperties.Jwt settings) {
    String issuer = settings.issuer();
    String audience = settings.audience();
    return issuer == null || audience == null
        ? Optional.empty()
        : Optional.of(new AccessTokens(settings, issuer, audience));
  }

  private static NimbusReactiveJwtDecoder decoder(ThroughlineProperties.Jwt settings) {
    Path file = settings.publicKeyFile();
    if (file != null) {
      JWK key = readKey(file);
      return NimbusReactiveJwtDecoder.withJwkSource(
              token -> Flux.just(named(key, token.getHeader().getKeyID())))
          .jwsAlgorithm(key instanceof RSAKey ? SignatureAlgorithm.RS256 : SignatureAlgorithm.ES256)
          .validateType(false) // the validator of access tokens does
          .build();
    }
    return NimbusReactiveJwtDecoder.withJwkSetUri(Objects.toString(settings.jwkSetUri()))
        .jwsAlgorithms(
            algorithms -> {
              algorithms.clear();
              algorithms.addAll(ALGORITHMS);
            })
        .validateType(false)
        .build();
  }

  /** There is one key, whatever the issuer calls it. */
  private static JWK named(JWK key, @Nullable String id) {
    return key instanceof RSAKey rsa
        ? new RSAKey.Builder(rsa).keyID(id).build()
        : new ECKey.Builder((ECKey) key).keyID(id).build();
  }

  private static JWK readKey(Path file) {
    try {
      String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
      X509EncodedKeySpec key = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
      return isRsa(key)
          ? new RSAKey.Builder((RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(key))
              .build()
          : new ECKey.Builder(
                  Curve.P_256, (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(key))
              .build();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "throughline.security.jwt.public-key-file must hold an RSA or P-256 public key as PEM,"
              + " was "
              + file,
          wrong);
    }
  }

  private static boolean isRsa(X509EncodedKeySpec key) throws GeneralSecurityException {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(key) instanceof RSAPublicKey;
    } catch (InvalidKeySpecException anotherKind) {
      return false;
    }
  }

  /** Whom the token speaks for; {@link BadCredentialsException} for one that is not accepted. */
  Mono<Authentication> authenticate(String token) {
    return decoder
        .decode(token)
        .<Authentication>map(jwt -> new SignedIn(person(jwt), null))
        .onErrorMap(
            RuntimeException.class,
            failure -> new BadCredentialsException("the access token is not accepted", failure));
  }

  private Person person(Jwt jwt) {
    String name = jwt.getClaimAsString(settings.userClaim());
    if (name == null || name.isBlank() || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new BadCredentialsException("the token names nobody");
    }
    List<String> sites = jwt.getClaimAsStringList(settings.sitesClaim());
    boolean nowhere = sites != null && sites.isEmpty();
    return new Person(
        name,
        nowhere ? Set.of() : roles(jwt.getClaimAsStringList(settings.rolesClaim())),
        sites == null ? Set.of() : new TreeSet<>(sites),
        settings.issuer());
  }

  /** Names that are no roles are passed over: an issuer has roles of other services too. */
  private static Set<Role> roles(@Nullable List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names == null ? List.<String>of() : names) {
      String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
      Arrays.stream(Role.values()).filter(role -> role.name().equals(wanted)).forEach(roles::add);
    }
    return roles;
  }
}
