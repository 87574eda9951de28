package dev.throughline.api.bench;

import dev.throughline.api.bench.PurchaseCase.Step;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A generated purchase-to-pay log of any size. Memory does not grow with it. The same seed and size
 * give the same bytes.
 *
 * @param events at least this many; the last case is finished
 */
public record PurchaseLog(long seed, long events) {
  /** Cases per export; within one export events stand in the order of time, so cases are mixed. */
  private static final int BATCH = 1_000;

  /** Writes the log as CSV, and returns how many events and cases it holds. */
  public Size writeCsv(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("case_id,activity,timestamp,resource,role,system,vendor\n");
      return generate(batch -> writeCsv(batch, out));
    }
  }

  /** Writes the log as XES, and returns how many events and cases it holds. */
  public Size writeXes(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
      out.write("<log xes.version=\"1849-2023\" xes.features=\"\">\n");
      Size size = generate(batch -> writeXes(batch, out));
      out.write("</log>\n");
      return size;
    }
  }

  /** What was generated. */
  public record Size(long cases, long events) {}

  @FunctionalInterface
  private interface BatchWriter {
    void write(List<PurchaseCase> batch) throws IOException;
  }

  private Size generate(BatchWriter writer) throws IOException {
    long written = 0;
    long index = 0;
    while (written < events) {
      List<PurchaseCase> batch = new ArrayList<>(BATCH);
      while (batch.size() < BATCH && written < events) {
        PurchaseCase next = PurchaseCase.generate(seed, index++);
        written += next.steps().size();
        batch.add(next);
      }
      writer.write(batch);
    }
    return new Size(index, written);
  }

  private record Row(PurchaseCase purchase, Step step) {}

  private static void writeCsv(List<PurchaseCase> batch, BufferedWriter out) throws IOException {
    List<Row> rows = new ArrayList<>();
    batch.forEach(purchase -> purchase.steps().forEach(step -> rows.add(new Row(purchase, step))));
    rows.sort(Comparator.comparingLong(row -> row.step().millis()));
    for (Row row : rows) {
      Step step = row.step();
      out.write(row.purchase().id());
      out.write(',');
      out.write(step.activity().label);
      out.write(',');
      out.write(Instant.ofEpochMilli(step.millis()).toString());
      out.write(',');
      out.write(resource(step));
      out.write(',');
      out.write(step.activity().role);
      out.write(',');
      out.write(step.activity().system);
      out.write(',');
      out.write(row.purchase().vendor());
      out.write('\n');
    }
  }

  private static String resource(Step step) {
    return step.activity().userPrefix + step.user();
  }

  private static void writeXes(List<PurchaseCase> batch, BufferedWriter out) throws IOException {
    for (PurchaseCase purchase : batch) {
      out.write("  <trace>\n");
      string(out, "    ", "concept:name", purchase.id());
      string(out, "    ", "vendor", purchase.vendor());
      for (Step step : purchase.steps()) {
        out.write("    <event>\n");
        string(out, "      ", "concept:name", step.activity().label);
        out.write("      <date key=\"time:timestamp\" value=\"");
        out.write(Instant.ofEpochMilli(step.millis()).toString());
        out.write("\"/>\n");
        string(out, "      ", "org:resource", resource(step));
        out.write("    </event>\n");
      }
      out.write("  </trace>\n");
    }
  }

  /** Generated values need no escaping: letters, digits, spaces, hyphens and dots. */
  private static void string(BufferedWriter out, String indent, String key, String value)
      throws IOException {
    out.write(indent);
    out.write("<string key=\"");
    out.write(key);
    out.write("\" value=\"");
    out.write(value);
    out.write("\"/>\n");
  }
}
