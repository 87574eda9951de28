package dev.throughline.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a trail of three entries, and what a forger may try with them. */
class CheckpointTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path directory;
  private final List<AuditEntry> entries = new ArrayList<>();
  private SigningKey key;

  @BeforeEach
  void write() throws IOException {
    key = SigningKey.readOrCreate(directory.resolve("one"));
    byte[] hash = AuditChain.start();
    for (int i = 0; i < 3; i++) {
      String entry = "{\"n\":" + i + "}";
      hash = AuditChain.next(hash, entry);
      entries.add(new AuditEntry(i, entry, HexFormat.of().formatHex(hash)));
    }
  }

  @Test
  void verify_checkpointsInOrder_agree() {
    assertThat(verify(signed(key, 1), signed(key, 3)).breach()).isEmpty();
    assertThat(verify(signed(key, 1), signed(key, 3)).checkpoints()).isEqualTo(2);
  }

  @Test
  void verify_checkpointOfAnotherKey_isRefused() throws IOException {
    SigningKey other = SigningKey.readOrCreate(directory.resolve("other"));

    assertThat(verify(signed(other, 3)).breach()).isPresent();
  }

  @Test
  void verify_replayedCheckpoint_isRefused() {
    assertThat(verify(signed(key, 1), signed(key, 3), signed(key, 1)).breach())
        .get()
        .extracting(AuditReport.Breach::reason)
        .isEqualTo("a checkpoint of 1 entries stands behind one of 3");
    assertThat(verify(signed(key, 3), signed(key, 3)).breach()).isPresent();
  }

  @Test
  void verify_checkpointOfAnotherHistory_namesTheFirstEntryInDoubt() {
    Checkpoint other = new Checkpoint(key.verifier().name(), 3, entries.get(1).hash(), NOON);

    assertThat(verify(signed(key, 1), key.sign(other)).breach())
        .get()
        .extracting(AuditReport.Breach::number)
        .isEqualTo(1L);
  }

  @Test
  void isSigner_everySingleBitFlipped_isRefused() {
    SignedCheckpoint checkpoint = signed(key, 3);
    byte[] note = checkpoint.note().getBytes(StandardCharsets.UTF_8);
    int signatureAt = checkpoint.text().getBytes(StandardCharsets.UTF_8).length + 1;
    int accepted = 0;
    for (int bit = 0; bit < (note.length - 2) * 8; bit++) {
      byte[] flipped = note.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      SignedCheckpoint forged =
          new SignedCheckpoint(
              new String(flipped, 0, signatureAt - 1, StandardCharsets.UTF_8),
              new String(
                  flipped, signatureAt, note.length - 2 - signatureAt, StandardCharsets.UTF_8));
      boolean separator =
          bit / 8 == signatureAt - 1; // the empty line is neither text nor signature
      if (!separator && key.verifier().isSigner(forged)) {
        accepted++;
      }
    }

    assertThat(key.verifier().isSigner(checkpoint)).isTrue();
    assertThat(accepted).isZero();
  }

  @Test
  void key_secondStart_isTheSameAndSecret() throws IOException {
    Path folder = directory.resolve("one");
    SigningKey again = SigningKey.readOrCreate(folder);

    assertThat(again.verifier()).isEqualTo(key.verifier());
    assertThat(VerifierKey.parse(key.verifier().toString())).isEqualTo(key.verifier());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("signing-key"))))
        .isEqualTo("rw-------");
  }

  private SignedCheckpoint signed(SigningKey signer, int size) {
    return signer.sign(
        new Checkpoint(signer.verifier().name(), size, entries.get(size - 1).hash(), NOON));
  }

  private AuditReport verify(SignedCheckpoint... checkpoints) {
    List<SignedCheckpoint> all = new ArrayList<>();
    Collections.addAll(all, checkpoints);
    AuditVerifier verifier = new AuditVerifier(all, key.verifier());
    entries.forEach(verifier::accept);
    return verifier.report();
  }
}
