package dev.throughline.api.audit;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public key of a trail's checkpoints, in the form of signed notes (C2SP): {@code
 * name+hash+base64}. Safe for many threads.
 */
record VerifierKey(String name, PublicKey key) {
  static final String ALGORITHM = "Ed25519";
  private static final byte ED25519 = 1;
  private static final int RAW_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** What DER puts before the 32 bytes of an Ed25519 key. */
  private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Reads a key as {@link #toString} writes it. */
  static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    try {
      byte[] typed = Base64.getDecoder().decode(parts[parts.length - 1]);
      if (parts.length == 3 && typed.length == RAW_BYTES + 1 && typed[0] == ED25519) {
        byte[] der = Arrays.copyOf(DER, DER.length + RAW_BYTES);
        System.arraycopy(typed, 1, der, DER.length, RAW_BYTES);
        PublicKey key =
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
        VerifierKey parsed = new VerifierKey(parts[0], key);
        if (HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
          return parsed;
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      throw wrong(notAKey);
    }
    throw wrong(null);
  }

  private static ThroughlineException wrong(@org.jspecify.annotations.Nullable Throwable cause) {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT, "that is not the key of an audit trail", null, cause);
  }

  private byte[] raw() {
    byte[] der = key.getEncoded();
    return Arrays.copyOfRange(der, der.length - RAW_BYTES, der.length);
  }

  /** The first bytes of the key's hash, which go before each signature. */
  byte[] id() {
    byte[] hash =
        AuditChain.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', ED25519}, raw());
    return Arrays.copyOf(hash, ID_BYTES);
  }

  /** Whether the checkpoint was signed by the owner of this key, for this trail. */
  boolean isSigner(SignedCheckpoint checkpoint) {
    String start = "\u2014 " + name + " ";
    if (!checkpoint.origin().equals(name) || !checkpoint.signature().startsWith(start)) {
      return false;
    }
    try {
      String text = checkpoint.signature().substring(start.length());
      byte[] bytes = Base64.getDecoder().decode(text);
      if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return false; // the last letter's unused bits: the decoder passes them over
      }
      ByteBuffer signed = ByteBuffer.wrap(bytes);
      byte[] idBytes = new byte[ID_BYTES];
      signed.get(idBytes);
      byte[] signature = new byte[signed.remaining()];
      signed.get(signature);
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
      return Arrays.equals(idBytes, id()) && verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException forged) {
      return false;
    }
  }

  @Override
  public String toString() {
    ByteBuffer typed = ByteBuffer.allocate(1 + RAW_BYTES).put(ED25519).put(raw());
    return "%s+%s+%s"
        .formatted(
            name,
            HexFormat.of().formatHex(id()),
            Base64.getEncoder().encodeToString(typed.array()));
  }
}
