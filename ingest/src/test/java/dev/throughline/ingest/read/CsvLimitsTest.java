package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.write.CollectedLog;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are made to exhaust memory or time. */
@Timeout(60)
class CsvLimitsTest {
  private static final String HEADER = "case id,activity,timestamp\n";
  private static final int BIG = 200 << 20;
  private static final long MAX_ALLOCATED_BYTES = 64L << 20;

  @TempDir Path folder;

  @Test
  void read_fieldOf200Megabytes_isRefusedAtOnce() throws IOException {
    assertRefused(file("", 'x', BIG), ErrorCode.TOO_LARGE, "The first line is longer than");
    assertRefused(
        file(HEADER + "c1,", 'x', BIG), ErrorCode.FIELD_TOO_LONG, "The line is far longer than");
    assertRefused(
        file(HEADER + "c1,\"", 'x', BIG), ErrorCode.FIELD_TOO_LONG, "its quote is never closed");
  }

  @Test
  void read_aMillionColumns_isRefusedAtOnce() throws IOException {
    assertRefused(file("", ',', 1_000_000), ErrorCode.TOO_LARGE, "The first line is longer than");
    assertRefused(file("a", ',', 100_000), ErrorCode.TOO_LARGE, "100001 columns");
    assertRefused(file(HEADER, ',', BIG), ErrorCode.TOO_LARGE, "more than 2000 fields");
    Path row = file(HEADER, ',', 1_000_000);
    CollectedLog log = CollectedLog.read(new CsvReader(), row, ReadOptions.defaults("test"));
    assertThat(log.rejections)
        .extracting(rejection -> rejection.code() + " " + rejection.message())
        .containsExactly("WRONG_FIELD_COUNT The row has 1000001 fields, the header has 3");
  }

  @Test
  void read_largeFile_takesLittleMemory() throws IOException {
    Path file = folder.resolve("large.csv");
    byte[] rows = "c1,Create,2026-01-05T10:00:00Z\n".repeat(10_000).getBytes(UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(HEADER.getBytes(UTF_8));
      for (int i = 0; i < 200; i++) {
        out.write(rows);
      }
    }
    LogSinkCount sink = new LogSinkCount();
    Footprint footprint =
        Footprint.of(() -> new CsvReader().read(file, ReadOptions.defaults("test"), sink));

    assertThat(sink.events).isEqualTo(2_000_000);
    assertThat(footprint.allocatedBytes()).isLessThan(MAX_ALLOCATED_BYTES);
  }

  private void assertRefused(Path file, ErrorCode code, String message) throws IOException {
    Footprint footprint =
        Footprint.of(
            () ->
                assertThatThrownBy(
                        () ->
                            new CsvReader()
                                .read(file, ReadOptions.defaults("test"), new CollectedLog()))
                    .isInstanceOfSatisfying(
                        ThroughlineException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining(message));
    assertThat(footprint.allocatedBytes()).isLessThan(MAX_ALLOCATED_BYTES);
    assertThat(footprint.time()).isLessThan(Duration.ofSeconds(10));
    Files.delete(file);
  }

  private Path file(String start, char repeated, long count) throws IOException {
    Path file = folder.resolve("big.csv");
    byte[] block = new byte[1 << 20];
    Arrays.fill(block, (byte) repeated);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start.getBytes(UTF_8));
      for (long left = count; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return file;
  }

  private static final class LogSinkCount implements LogSink {
    private long events;

    @Override
    public void event(EventRow row) {
      events++;
    }

    @Override
    public void reject(Rejection rejection) {
      throw new AssertionError(rejection.message());
    }
  }
}
