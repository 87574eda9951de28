package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Writes a purchase-to-pay-like log as XES and reads its rows once, in a JVM that did nothing
 * before. Not a test: {@code java -cp … XesReadBenchmark write FILE [CASES]}, then {@code … read
 * FILE}; 250,000 cases give 1.6 million events and about 360 MB.
 */
final class XesReadBenchmark {
  private static final int CASES = 250_000;
  private static final long SEED = 1;

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("write")) {
      write(file, arguments.length > 2 ? Integer.parseInt(arguments[2]) : CASES);
    } else {
      read(file);
    }
  }

  private static void write(Path file, int cases) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("<?xml version='1.0' encoding='UTF-8'?>\n<log xes.version=\"1849.2023\">\n");
      for (int i = 0; i < cases; i++) {
        out.write("\t<trace>\n\t\t<string key=\"concept:name\" value=\"PO-" + i + "\"/>\n");
        int events = 4 + random.nextInt(6);
        long second = 1_600_000_000L + random.nextInt(100_000_000);
        for (int event = 0; event < events; event++) {
          second += random.nextInt(100_000);
          out.write(event(random, second));
        }
        out.write("\t</trace>\n");
      }
      out.write("</log>\n");
    }
  }

  private static String event(SplittableRandom random, long second) {
    String time = Instant.ofEpochSecond(second).toString().replace("Z", ".000+00:00");
    return """
    \t\t<event>
    \t\t\t<string key="concept:name" value="Activity %d"/>
    \t\t\t<date key="time:timestamp" value="%s"/>
    \t\t\t<string key="org:resource" value="user %d"/>
    \t\t\t<float key="amount" value="%d.5"/>
    \t\t</event>
    """
        .formatted(random.nextInt(42), time, random.nextInt(300), random.nextInt(100_000));
  }

  private static void read(Path file) throws IOException {
    long start = System.nanoTime();
    Rows rows = new Rows();
    new XesReader().read(file, ReadOptions.defaults("bench"), rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d events, %d rejected, %.2f s (%.2f s of processor time), %.0f MB/s%n",
        rows.events,
        rows.rejected,
        seconds,
        ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9,
        Files.size(file) / 1e6 / seconds);
  }

  private static final class Rows implements LogSink {
    private long events;
    private long rejected;

    @Override
    public boolean storesEvents() {
      return false;
    }

    @Override
    public void event(EventRow row) {
      events++;
    }

    @Override
    public void reject(Rejection rejection) {
      rejected++;
    }
  }

  private XesReadBenchmark() {}
}
