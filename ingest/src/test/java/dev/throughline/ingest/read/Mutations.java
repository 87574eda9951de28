package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages a good file in many ways and reads each of them: no crash, no hang, no other error. */
final class Mutations {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_EDITS = 4;
  private static final int MAX_RUN = 64;

  /** What became of the mutants: a test asks that neither count is zero. */
  record Verdicts(int read, int refused) {}

  static Verdicts run(LogReader reader, byte[] good, int count, long seed, Path folder)
      throws IOException {
    int refused = 0;
    ReadOptions options =
        ReadOptions.defaults("mutant")
            .withLimits(new ReadLimits(1 << 24, 200, 1 << 20, 1 << 16, 100, 200));
    Path file = folder.resolve("mutant");
    for (int i = 0; i < count; i++) {
      Files.write(file, mutate(good, new SplittableRandom(seed + i)));
      long start = System.nanoTime();
      try {
        reader.read(file, options, new TouchingSink());
      } catch (ThroughlineException e) {
        refused++;
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError("seed " + (seed + i) + " was not refused cleanly", e);
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("seed " + (seed + i) + " took longer than " + PATIENCE);
      }
    }
    return new Verdicts(count - refused, refused);
  }

  static byte[] mutate(byte[] good, SplittableRandom random) {
    byte[] bytes = good.clone();
    int edits = 1 + random.nextInt(MAX_EDITS);
    for (int i = 0; i < edits && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      int run = Math.min(1 + random.nextInt(MAX_RUN), bytes.length - at);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = splice(bytes, at, at + run, new byte[0]);
        case 3 -> bytes = splice(bytes, at, at, slice(bytes, random.nextInt(bytes.length), run));
        case 4 ->
            bytes = splice(bytes, at, at + run, slice(bytes, random.nextInt(bytes.length), run));
        default -> bytes = random.nextInt(8) == 0 ? slice(bytes, 0, at) : flip(bytes, at, run);
      }
    }
    return bytes;
  }

  private static byte[] flip(byte[] bytes, int at, int run) {
    for (int i = at; i < at + run; i++) {
      bytes[i] = (byte) 0xff;
    }
    return bytes;
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
    byte[] result = new byte[bytes.length - (to - from) + insert.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(insert, 0, result, from, insert.length);
    System.arraycopy(bytes, to, result, from + insert.length, bytes.length - to);
    return result;
  }

  /** Takes everything that a row offers, so that a broken row shows. */
  private static final class TouchingSink implements LogSink {
    @Override
    public void object(BusinessObject object) {
      object.hashCode();
    }

    @Override
    public void event(EventRow row) {
      if (row.activity().isEmpty() || row.source().isEmpty()) {
        throw new AssertionError("an accepted event has no activity or no source");
      }
      row.toEvent().hashCode();
    }

    @Override
    public void reject(Rejection rejection) {
      if (rejection.message().isBlank()) {
        throw new AssertionError("a rejection has no message");
      }
    }
  }

  private Mutations() {}
}
