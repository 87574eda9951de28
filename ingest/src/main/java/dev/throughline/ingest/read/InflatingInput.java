package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a log file, inflated when the file starts like gzip, counted against the limits.
 * Every reader of a text format opens its file here. The members of a gzip file count together; a
 * gzip file inside a gzip file is refused.
 */
final class InflatingInput extends InputStream {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 2;

  private final String file;
  private final ReadLimits limits;
  private final CountedFile source;
  private final InputStream content;
  private final boolean compressed;
  private long bytes;

  /**
   * @throws ThroughlineException {@code FILE_NOT_FOUND}, {@code EMPTY_FILE}, or what {@link #read}
   *     throws for the first bytes
   */
  static InputStream open(Path path, ReadLimits limits) throws IOException {
    String file = String.valueOf(path.getFileName());
    CountedFile source = new CountedFile(openFile(path, file));
    try {
      return new InflatingInput(source, file, limits);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static InputStream openFile(Path path, String file) throws IOException {
    if (Files.isDirectory(path)) {
      throw failure(ErrorCode.FILE_NOT_FOUND, "a folder is not a log file", file, null);
    }
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw failure(ErrorCode.FILE_NOT_FOUND, "the file does not exist or cannot be read", file, e);
    }
  }

  private InflatingInput(CountedFile source, String file, ReadLimits limits) throws IOException {
    this.file = file;
    this.limits = limits;
    this.source = source;
    PushbackInputStream plain = new PushbackInputStream(source, MAGIC_BYTES);
    compressed = startsLikeGzip(plain);
    content = compressed ? new PushbackInputStream(inflate(plain), MAGIC_BYTES) : plain;
    if (compressed && startsLikeGzip((PushbackInputStream) content)) {
      throw failure(
          ErrorCode.FORBIDDEN_CONSTRUCT,
          "a gzip file inside a gzip file is not read; inflate it once and import the result",
          file,
          null);
    }
  }

  private InputStream inflate(InputStream plain) throws IOException {
    try {
      return new WholeGzip(plain, source);
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
  }

  /** Looks at the first bytes and puts them back. */
  private boolean startsLikeGzip(PushbackInputStream in) throws IOException {
    byte[] magic = new byte[MAGIC_BYTES];
    int length;
    try {
      length = in.readNBytes(magic, 0, MAGIC_BYTES);
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
    if (length == 0) {
      throw failure(ErrorCode.EMPTY_FILE, "the file holds nothing", file, null);
    }
    in.unread(magic, 0, length);
    return length == MAGIC_BYTES && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws ThroughlineException {@code TOO_LARGE}, {@code INFLATES_TOO_FAR}, or {@code
   *     MALFORMED_FILE} when the gzip format is broken
   * @throws InterruptedIOException when the thread was interrupted
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("reading " + file + " was interrupted");
    }
    int count;
    try {
      count = content.read(target, offset, length);
    } catch (ZipException | EOFException e) {
      throw broken(e);
    }
    if (count > 0) {
      bytes += count;
      checkLimits();
    }
    return count;
  }

  private void checkLimits() {
    if (bytes > limits.maxBytes()) {
      throw failure(
          ErrorCode.TOO_LARGE,
          "the file has more than the allowed %d bytes".formatted(limits.maxBytes()),
          file,
          null);
    }
    if (compressed
        && bytes > limits.inflateGraceBytes()
        && bytes / limits.maxInflateRatio() > source.count) {
      throw failure(
          ErrorCode.INFLATES_TOO_FAR,
          "the file inflates to more than %d times its size".formatted(limits.maxInflateRatio()),
          file,
          null);
    }
  }

  @Override
  public int available() throws IOException {
    return content.available();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private ThroughlineException broken(IOException cause) {
    return failure(
        ErrorCode.MALFORMED_FILE,
        "the gzip data is broken or cut off (" + cause.getMessage() + ")",
        file,
        cause);
  }

  private static ThroughlineException failure(
      ErrorCode code, String message, String file, @Nullable Throwable cause) {
    return new ThroughlineException(code, message, Location.of(file), cause);
  }

  /** The file as it lies on disk, and how much of it was taken. */
  private static final class CountedFile extends FilterInputStream {
    private long count;

    CountedFile(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int taken = super.read(target, offset, length);
      count += Math.max(taken, 0);
      return taken;
    }
  }

  /**
   * The JDK's gzip stream, which quietly stops at the first member that it cannot read; here
   * anything after the last good member is an error, because rows would be lost without a word.
   */
  private static final class WholeGzip extends GZIPInputStream {
    private static final int TRAILER_BYTES = 8;
    private final CountedFile source;

    WholeGzip(InputStream in, CountedFile source) throws IOException {
      super(in, BUFFER_BYTES);
      this.source = source;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || source.read() >= 0)) {
        throw new ZipException("bytes follow the last member");
      }
      return count;
    }
  }
}
