package dev.throughline.api.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that signs checkpoints: made at the first start, in a file that only its user can read.
 * Whoever has it can sign another history; keep {@code verifier-key} and checkpoints elsewhere too.
 */
final class SigningKey {
  private static final String PRIVATE = "signing-key";
  static final String PUBLIC = "verifier-key";
  private static final int NAME_BYTES = 8;

  private final PrivateKey key;
  private final VerifierKey verifier;

  private SigningKey(PrivateKey key, VerifierKey verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /** Reads the key of a directory, or makes one. */
  static SigningKey readOrCreate(Path directory) throws IOException {
    Path secret = directory.resolve(PRIVATE);
    Path open = directory.resolve(PUBLIC);
    if (!Files.exists(secret)) {
      create(directory, secret, open);
    }
    try {
      byte[] der = Base64.getDecoder().decode(Files.readString(secret).strip());
      PrivateKey key =
          KeyFactory.getInstance(VerifierKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(der));
      return new SigningKey(key, VerifierKey.parse(Files.readString(open)));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      throw new IOException("the key of the audit trail in " + secret + " is damaged", damaged);
    }
  }

  /** The public file is written first: a private one without it would never be used. */
  private static void create(Path directory, Path secret, Path open) throws IOException {
    Files.createDirectories(directory);
    try {
      KeyPair pair = KeyPairGenerator.getInstance(VerifierKey.ALGORITHM).generateKeyPair();
      byte[] hash = AuditChain.sha256(pair.getPublic().getEncoded());
      String name = "throughline/" + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
      Files.writeString(open, new VerifierKey(name, pair.getPublic()) + "\n");
      writeSecret(secret, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IOException("no key can be made", everyJavaHasIt);
    }
  }

  private static void writeSecret(Path file, String text) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Path draft = Files.createFile(file.resolveSibling(file.getFileName() + ".new"), ownerOnly);
    Files.writeString(draft, text + "\n", StandardOpenOption.WRITE);
    Files.move(draft, file);
  }

  VerifierKey verifier() {
    return verifier;
  }

  SignedCheckpoint sign(Checkpoint checkpoint) {
    try {
      Signature signer = Signature.getInstance(VerifierKey.ALGORITHM);
      signer.initSign(key);
      signer.update(checkpoint.text().getBytes(StandardCharsets.UTF_8));
      byte[] signature = signer.sign();
      byte[] id = verifier.id();
      byte[] both =
          ByteBuffer.allocate(id.length + signature.length).put(id).put(signature).array();
      return new SignedCheckpoint(
          checkpoint.text(),
          "\u2014 " + verifier.name() + " " + Base64.getEncoder().encodeToString(both));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("a checkpoint cannot be signed", broken);
    }
  }
}
