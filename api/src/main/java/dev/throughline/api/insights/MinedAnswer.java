package dev.throughline.api.insights;

import dev.throughline.mining.engine.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answers with a mined result and an entity tag made of its manifest and the request's address;
 * equal tags mean equal bytes, so a caller that has them gets 304 and no body.
 */
final class MinedAnswer {

  static <T> ResponseEntity<T> of(
      ServerWebExchange exchange, Manifest manifest, MediaType type, T body) {
    String tag = tag(exchange, manifest);
    return exchange.checkNotModified(tag)
        ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build()
        : ResponseEntity.ok().eTag(tag).contentType(type).body(body);
  }

  private static String tag(ServerWebExchange exchange, Manifest manifest) {
    var address = exchange.getRequest().getURI();
    String text = address.getRawPath() + '?' + address.getRawQuery() + '\n' + manifest;
    return '"' + HexFormat.of().formatHex(sha256(text), 0, 16) + '"';
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private MinedAnswer() {}
}
