package dev.throughline.api.audit;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Exports a trail to a file, and verifies a file or a database against signed checkpoints. */
public final class AuditFiles {

  /**
   * What a verification trusts; both were copied from the service, at best long ago and by somebody
   * else.
   *
   * @param checkpoints the file of signed checkpoints
   * @param key the public key that signed them
   */
  public record Trusted(Path checkpoints, Path key) {

    /** The service's own files, in its data directory. */
    public static Trusted in(Path directory) {
      return new Trusted(
          directory.resolve(AuditCheckpoints.FILE), directory.resolve(SigningKey.PUBLIC));
    }
  }

  /** Writes each entry as a line of JSON; blocks. Returns how many there were. */
  public static long export(AuditTrail trail, Writer out) {
    long[] count = new long[1];
    trail
        .entries(0)
        .doOnNext(
            entry -> {
              write(out, entry);
              count[0]++;
            })
        .blockLast();
    return count[0];
  }

  private static void write(Writer out, AuditEntry entry) {
    try {
      out.write(entry.toLine());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Verifies what the database holds; blocks. */
  public static AuditReport verify(AuditTrail trail, Trusted trusted) throws IOException {
    AuditVerifier verifier = verifier(trusted);
    trail.entries(0).doOnNext(verifier::accept).blockLast();
    return verifier.report();
  }

  /**
   * Verifies an export, without a database. Bytes that are no UTF-8 become other characters, which
   * no hash fits.
   *
   * @throws ThroughlineException {@code FILE_NOT_FOUND}
   */
  public static AuditReport verify(Path export, Trusted trusted) throws IOException {
    AuditVerifier verifier = verifier(trusted);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(export), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        accept(verifier, line, new Location(String.valueOf(export.getFileName()), number, null));
      }
    } catch (NoSuchFileException missing) {
      throw notFound(export);
    }
    return verifier.report();
  }

  private static void accept(AuditVerifier verifier, String line, Location location) {
    try {
      verifier.accept(AuditEntry.parse(line, location));
    } catch (ThroughlineException noEntry) {
      verifier.reject(String.valueOf(noEntry.getMessage()));
    }
  }

  private static AuditVerifier verifier(Trusted trusted) throws IOException {
    if (!Files.isReadable(trusted.key())) {
      throw notFound(trusted.key());
    }
    return new AuditVerifier(
        new CheckpointFile(trusted.checkpoints()).read(),
        VerifierKey.parse(Files.readString(trusted.key())));
  }

  private static ThroughlineException notFound(Path file) {
    return new ThroughlineException(
        ErrorCode.FILE_NOT_FOUND, "the file '" + file + "' cannot be read");
  }

  private AuditFiles() {}
}
