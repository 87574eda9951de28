package dev.throughline.ingest.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InflatingInputTest {
  private static final ReadLimits SMALL = new ReadLimits(256 << 20, 200, 10 << 20, 1000, 100, 200);

  @TempDir Path folder;

  @Test
  void open_plainFile_givesItsBytes() throws IOException {
    assertThat(read(file("a,b\n1,2\n".getBytes(UTF_8)))).isEqualTo("a,b\n1,2\n".getBytes(UTF_8));
  }

  @Test
  void open_oneByte_givesIt() throws IOException {
    assertThat(read(file(new byte[] {0x1f}))).isEqualTo(new byte[] {0x1f});
  }

  @Test
  void open_gzip_inflatesWhateverItsName() throws IOException {
    assertThat(read(file(gzip("hello".getBytes(UTF_8))))).isEqualTo("hello".getBytes(UTF_8));
  }

  @Test
  void open_concatenatedMembers_areOneFile() throws IOException {
    byte[] both = join(gzip("first ".getBytes(UTF_8)), gzip("second".getBytes(UTF_8)));
    assertThat(read(file(both))).isEqualTo("first second".getBytes(UTF_8));
  }

  @Test
  void open_missingFile_isNotFound() {
    refused(folder.resolve("absent.xes"), SMALL, ErrorCode.FILE_NOT_FOUND, "does not exist");
  }

  @Test
  void open_folder_isNotFound() {
    refused(folder, SMALL, ErrorCode.FILE_NOT_FOUND, "a folder is not a log file");
  }

  @Test
  void open_emptyFile_isRefused() throws IOException {
    refused(file(new byte[0]), SMALL, ErrorCode.EMPTY_FILE, "the file holds nothing");
  }

  @Test
  void open_gzipOfNothing_isRefused() throws IOException {
    refused(file(gzip(new byte[0])), SMALL, ErrorCode.EMPTY_FILE, "the file holds nothing");
  }

  @Test
  void open_gzipInGzip_isRefused() throws IOException {
    Path twice = file(gzip(gzip("x".getBytes(UTF_8))));
    refused(twice, SMALL, ErrorCode.FORBIDDEN_CONSTRUCT, "a gzip file inside a gzip file");
  }

  @Test
  void read_cutOffGzip_isMalformed() throws IOException {
    byte[] whole = gzip(noise(100_000));
    Path cut = file(Arrays.copyOf(whole, whole.length / 2));
    refused(cut, SMALL, ErrorCode.MALFORMED_FILE, "broken or cut off");
  }

  @Test
  void read_brokenHeader_isMalformed() throws IOException {
    Path broken = file(new byte[] {0x1f, (byte) 0x8b, 99, 99, 99});
    refused(broken, SMALL, ErrorCode.MALFORMED_FILE, "broken or cut off");
  }

  @Test
  void read_wrongChecksum_isMalformed() throws IOException {
    byte[] bytes = gzip(noise(1000));
    bytes[bytes.length - 8] ^= 1;
    refused(file(bytes), SMALL, ErrorCode.MALFORMED_FILE, "broken or cut off");
  }

  /** The JDK's stream ends quietly here, and every row of the second member would be lost. */
  @Test
  void read_secondMemberBroken_isMalformed() throws IOException {
    byte[] second = gzip(noise(200_000));
    second[0] = 0;
    Path file = file(join(gzip(noise(200_000)), second));
    refused(file, SMALL, ErrorCode.MALFORMED_FILE, "broken or cut off");
  }

  @Test
  void read_moreThanMaxBytes_isTooLarge() throws IOException {
    ReadLimits limits = new ReadLimits(1000, 200, 10 << 20, 1000, 100, 200);
    assertThat(read(file(new byte[1000]), limits)).hasSize(1000);
    refused(file(new byte[1001]), limits, ErrorCode.TOO_LARGE, "more than the allowed 1000 bytes");
  }

  @Test
  void read_membersTogetherPastMaxBytes_isTooLarge() throws IOException {
    ReadLimits limits = new ReadLimits(1000, 200, 10 << 20, 1000, 100, 200);
    Path file = file(join(gzip(noise(600)), gzip(noise(600))));
    refused(file, limits, ErrorCode.TOO_LARGE, "more than the allowed 1000 bytes");
  }

  @Test
  void read_bombByRatio_isRefusedSoonAfterTheGrace() throws IOException {
    Path bomb = bomb(1L << 30);
    refused(bomb, SMALL, ErrorCode.INFLATES_TOO_FAR, "more than 200 times its size");
  }

  @Test
  void read_bombByAbsoluteSize_isRefused() throws IOException {
    Path bomb = bomb(20 << 20);
    ReadLimits limits = new ReadLimits(12 << 20, 5000, 10 << 20, 1000, 100, 200);
    refused(bomb, limits, ErrorCode.TOO_LARGE, "more than the allowed 12582912 bytes");
  }

  @Test
  void read_highRatioBelowGrace_passes() throws IOException {
    assertThat(read(bomb(9 << 20))).hasSize(9 << 20);
  }

  @Test
  void read_interruptedThread_stops() throws IOException {
    Path file = file(noise(1000));
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> read(file));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private void refused(Path file, ReadLimits limits, ErrorCode code, String message) {
    assertThatExceptionOfType(ThroughlineException.class)
        .isThrownBy(() -> drain(file, limits))
        .withMessageContaining(message)
        .withMessageStartingWith(file.getFileName().toString())
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void drain(Path file, ReadLimits limits) throws IOException {
    try (InputStream in = InflatingInput.open(file, limits)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static byte[] read(Path file) throws IOException {
    return read(file, SMALL);
  }

  private static byte[] read(Path file, ReadLimits limits) throws IOException {
    try (InputStream in = InflatingInput.open(file, limits)) {
      return in.readAllBytes();
    }
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(folder, "log", ".bin"), content);
  }

  private Path bomb(long zeros) throws IOException {
    Path file = Files.createTempFile(folder, "bomb", ".gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      byte[] block = new byte[1 << 20];
      for (long written = 0; written < zeros; written += block.length) {
        out.write(block);
      }
    }
    return file;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new java.util.SplittableRandom(42).nextBytes(bytes);
    bytes[0] = 'n';
    return bytes;
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
