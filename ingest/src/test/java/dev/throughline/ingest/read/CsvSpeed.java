package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Measures how fast CSV is read into a sink that takes the slices only. Not a test: figures depend
 * on the machine. Arguments: a file to write and read (it is made when absent), the number of
 * events, the number of rounds; the first round is the cold one.
 */
public final class CsvSpeed {

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    long events = Long.parseLong(arguments[1]);
    int rounds = Integer.parseInt(arguments[2]);
    if (!Files.exists(file)) {
      write(file, events);
    }
    PrintStream out = System.out;
    for (int round = 0; round < rounds; round++) {
      CountingSink sink = new CountingSink();
      long start = System.nanoTime();
      long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      new CsvReader().read(file, ReadOptions.defaults("bench"), sink);
      double seconds = (System.nanoTime() - start) / 1e9;
      double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - used) / 1e9;
      out.printf(
          "round %d: %,d events, %.3f s (%.3f s of the thread's own), %.0f MB/s, checksum %x%n",
          round, sink.events, seconds, own, Files.size(file) / 1e6 / own, sink.checksum);
    }
  }

  private static void write(Path file, long events) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    long time = 1_500_000_000L;
    try (OutputStream out = Files.newOutputStream(file);
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      text.print("case_id,activity,timestamp,resource,vendor,amount\n");
      for (long i = 0; i < events; i++) {
        time += random.nextInt(600);
        text.print(
            "4500%06d_%05d,%s,%s.000+00:00,user_%03d,vendorID_%04d,%d.00%n"
                .formatted(
                    i / 6,
                    10 * (i % 3),
                    "Record step number " + random.nextInt(42),
                    Instant.ofEpochSecond(time).toString().replace("Z", ""),
                    random.nextInt(600),
                    random.nextInt(2000),
                    random.nextInt(100_000)));
      }
    }
  }

  private static final class CountingSink implements LogSink {
    private long events;
    private long checksum;

    @Override
    public void event(EventRow row) {
      events++;
      checksum +=
          row.occurredAtMicros()
              + row.caseId().length()
              + row.activity().length()
              + row.resource().length();
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError(rejection.message());
    }
  }

  private CsvSpeed() {}
}
