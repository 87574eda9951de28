package dev.throughline.api.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An issuer of access tokens, and everything that somebody without its key may try. */
final class Tokens {
  static final String ISSUER = "https://id.example";
  static final String AUDIENCE = "throughline";

  final RSAKey rsa;
  final RSAKey otherRsa;
  final ECKey ec;

  Tokens() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
    otherRsa = new RSAKeyGenerator(2048).keyID("r1").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("e1").generate();
  }

  static Path pem(Path file, JWK key) throws IOException, JOSEException {
    PublicKey open =
        key instanceof RSAKey rsa ? rsa.toRSAPublicKey() : ((ECKey) key).toECPublicKey();
    String text =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(open.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    return Files.writeString(file, text);
  }

  /** What a good token says. */
  static JWTClaimsSet.Builder claims() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("tina")
        .claim("client_id", "till")
        .claim("roles", List.of("finance-controller", "role of another service"))
        .jwtID("j1")
        .issueTime(Date.from(now.minusSeconds(600)))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  String good() throws JOSEException {
    return signed(rsa, header -> {}, claims());
  }

  /** A token that is signed with the key's own algorithm. */
  static String signed(JWK key, Consumer<JWSHeader.Builder> header, JWTClaimsSet.Builder claims)
      throws JOSEException {
    boolean isRsa = key instanceof RSAKey;
    JWSHeader.Builder builder =
        new JWSHeader.Builder(isRsa ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID());
    header.accept(builder);
    return sign(
        isRsa ? new RSASSASigner((RSAKey) key) : new ECDSASigner((ECKey) key),
        builder.build(),
        claims.build());
  }

  private static String sign(JWSSigner signer, JWSHeader header, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(signer);
    return token.serialize();
  }

  /** Tokens that must not be accepted, by what is wrong with them. */
  Map<String, String> bad() throws JOSEException {
    Map<String, String> bad = new LinkedHashMap<>();
    wrongClaims(bad);
    wrongHeaders(bad);
    String good = good();
    String[] parts = good.split("\\.");
    bad.put(
        "no algorithm", encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1] + ".");
    bad.put("unsigned", parts[0] + "." + parts[1] + ".");
    bad.put("unsigned, without the last dot", parts[0] + "." + parts[1]);
    bad.put(
        "other claims under the signature",
        parts[0] + "." + encoded("{\"sub\":\"root\"}") + "." + parts[2]);
    bad.put("signature cut", good.substring(0, good.length() - 8));
    bad.put(
        "signature of another token",
        parts[0]
            + "."
            + parts[1]
            + "."
            + signed(rsa, h -> {}, claims().subject("x")).split("\\.")[2]);
    bad.put("another key", signed(otherRsa, h -> {}, claims()));
    bad.put("a claim twice", twice(parts[0]));
    bad.put("nothing", "a.b.c");
    bad.put("five parts", good + ".x.y");
    return bad;
  }

  private void wrongClaims(Map<String, String> bad) throws JOSEException {
    Instant now = Instant.now();
    Map<String, JWTClaimsSet.Builder> claims = new LinkedHashMap<>();
    claims.put("another issuer", claims().issuer("https://evil.example"));
    claims.put("the issuer with a slash more", claims().issuer(ISSUER + "/"));
    claims.put("no issuer", claims().issuer(null));
    claims.put("another audience", claims().audience("another"));
    claims.put("no audience", claims().audience((String) null));
    claims.put("no subject", claims().subject(null));
    claims.put("no client", claims().claim("client_id", null));
    claims.put("no expiry", claims().expirationTime(null));
    claims.put("expired", claims().expirationTime(Date.from(now.minusSeconds(62))));
    claims.put("not valid yet", claims().notBeforeTime(Date.from(now.plusSeconds(63))));
    claims.put("a blank name", claims().subject(" "));
    claims.put("a name of two lines", claims().subject("a\nb"));
    for (Map.Entry<String, JWTClaimsSet.Builder> entry : claims.entrySet()) {
      bad.put(entry.getKey(), signed(rsa, header -> {}, entry.getValue()));
    }
  }

  private void wrongHeaders(Map<String, String> bad) throws JOSEException {
    bad.put("an ID token", signed(rsa, h -> h.type(JOSEObjectType.JWT), claims()));
    bad.put("no type", signed(rsa, h -> h.type(null), claims()));
    bad.put("RS512", rsa(JWSAlgorithm.RS512, h -> {}));
    bad.put("PS256", rsa(JWSAlgorithm.PS256, h -> {}));
    byte[] open = rsa.toRSAPublicKey().getEncoded();
    JWSHeader hmac =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt")).build();
    bad.put("HS256 with the public key", sign(new MACSigner(open), hmac, claims().build()));
    bad.put(
        "ES256 with a key of its own",
        signed(new ECKeyGenerator(Curve.P_256).keyID("r1").generate(), h -> {}, claims()));
    bad.put("its own key inside", signed(otherRsa, h -> h.jwk(otherRsa.toPublicJWK()), claims()));
    bad.put(
        "a key's address inside",
        signed(otherRsa, h -> h.jwkURL(URI.create("http://127.0.0.1:9/keys")), claims()));
    bad.put(
        "a certificate's address inside",
        signed(otherRsa, h -> h.x509CertURL(URI.create("http://127.0.0.1:9/c")), claims()));
    bad.put(
        "a critical extension",
        signed(
            rsa,
            h -> h.criticalParams(java.util.Set.of("http://x")).customParam("http://x", "1"),
            claims()));
  }

  private String rsa(JWSAlgorithm algorithm, Consumer<JWSHeader.Builder> header)
      throws JOSEException {
    JWSHeader.Builder builder =
        new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID("r1");
    header.accept(builder);
    return sign(new RSASSASigner(rsa), builder.build(), claims().build());
  }

  /** Signed by the right key, with the subject said twice. */
  private String twice(String header) throws JOSEException {
    String claims = claims().build().toString();
    String twice = "{\"sub\":\"root\"," + claims.substring(1);
    String signed = header + "." + encoded(twice);
    String signature =
        new RSASSASigner(rsa)
            .sign(
                new JWSHeader.Builder(JWSAlgorithm.RS256).build(),
                signed.getBytes(StandardCharsets.UTF_8))
            .toString();
    return signed + "." + signature;
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
