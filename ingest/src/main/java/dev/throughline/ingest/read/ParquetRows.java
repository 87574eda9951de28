package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, one row group in memory at a time. Whatever goes wrong inside the
 * library for a broken file comes out as a {@link ThroughlineException}; declared sizes are checked
 * against the file before they are believed.
 *
 * <p>Reads with plain files and a plain configuration: Hadoop's file systems and its login, which
 * does not work on newer JDKs, are not touched.
 */
final class ParquetRows implements Closeable {
  static final String MAGIC = "PAR1";
  private static final int TAIL_BYTES = 8;
  private static final int MAX_FOOTER_BYTES = 64 << 20;
  private static final long MAX_ROW_GROUP_BYTES = 1L << 30;
  private static final long ROWS_PER_BYTE = 200;
  private static final long ROWS_ALWAYS_ALLOWED = 10_000_000;

  private final String file;
  private final ReadLimits limits;
  private final ParquetFileReader reader;
  private final MessageType flat;
  private final List<String> skipped = new ArrayList<>();
  private @Nullable RecordReader<Group> group;
  private long left;

  /** A call into the library. */
  private interface Call<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private ParquetRows(String file, ReadLimits limits, ParquetFileReader reader, long bytes) {
    this.file = file;
    this.limits = limits;
    this.reader = reader;
    MessageType schema = reader.getFileMetaData().getSchema();
    this.flat = flat(schema);
    checkSizes(bytes);
    reader.setRequestedSchema(flat);
  }

  /**
   * @throws ThroughlineException {@code FILE_NOT_FOUND}, {@code EMPTY_FILE}, {@code
   *     NOT_THIS_FORMAT}, {@code MALFORMED_FILE}, {@code TOO_LARGE} or {@code INFLATES_TOO_FAR}
   */
  static ParquetRows open(Path path, ReadLimits limits) throws IOException {
    String file = String.valueOf(path.getFileName());
    checkFrame(path, file, limits);
    return guarded(
        file,
        () -> {
          ParquetReadOptions options =
              ParquetReadOptions.builder(new PlainParquetConfiguration())
                  .withCodecFactory(new ParquetDecompressors())
                  .useStatsFilter(false)
                  .useColumnIndexFilter(false)
                  .usePageChecksumVerification(true)
                  .build();
          ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path), options);
          try {
            return new ParquetRows(file, limits, reader, Files.size(path));
          } catch (RuntimeException e) {
            reader.close();
            throw e;
          }
        });
  }

  private static void checkFrame(Path path, String file, ReadLimits limits) throws IOException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw refused(file, ErrorCode.FILE_NOT_FOUND, "the file does not exist or cannot be read");
    }
    long size = Files.size(path);
    if (size == 0) {
      throw refused(file, ErrorCode.EMPTY_FILE, "the file holds nothing");
    }
    if (size > limits.maxBytes()) {
      String message = "the file has more than the allowed %d bytes".formatted(limits.maxBytes());
      throw refused(file, ErrorCode.TOO_LARGE, message);
    }
    try (RandomAccessFile bytes = new RandomAccessFile(path.toFile(), "r")) {
      byte[] head = new byte[MAGIC.length()];
      if (size < head.length || !isMagic(head, bytes)) {
        throw refused(file, ErrorCode.NOT_THIS_FORMAT, "the file is not a Parquet file");
      }
      long room = size - TAIL_BYTES - MAGIC.length();
      bytes.seek(Math.max(0, size - TAIL_BYTES));
      long footer = room < 0 ? 0 : Integer.toUnsignedLong(Integer.reverseBytes(bytes.readInt()));
      if (footer > room || !isMagic(head, bytes)) {
        throw refused(
            file,
            ErrorCode.MALFORMED_FILE,
            "the Parquet file has no readable end; it may be cut off");
      }
      if (footer > MAX_FOOTER_BYTES) {
        throw refused(file, ErrorCode.TOO_LARGE, "the Parquet file's footer is too large");
      }
    }
  }

  private static boolean isMagic(byte[] into, RandomAccessFile bytes) throws IOException {
    bytes.readFully(into);
    return new String(into, StandardCharsets.ISO_8859_1).equals(MAGIC);
  }

  private MessageType flat(MessageType schema) {
    List<Type> columns = new ArrayList<>();
    for (Type type : schema.getFields()) {
      if (type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED)) {
        columns.add(type);
      } else {
        skipped.add(type.getName());
      }
    }
    if (columns.isEmpty()) {
      throw refused(file, ErrorCode.MAPPING_NEEDED, "the Parquet file has no plain column");
    }
    if (schema.getFields().size() > limits.maxFields()) {
      throw refused(
          file, ErrorCode.TOO_LARGE, "more than %d columns".formatted(limits.maxFields()));
    }
    return new MessageType(schema.getName(), columns);
  }

  private void checkSizes(long fileBytes) {
    long rows = 0;
    for (BlockMetaData block : reader.getRowGroups()) {
      long groupBytes = 0;
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        if (start < MAGIC.length() || size < 0 || start > fileBytes - size) {
          throw refused(
              file, ErrorCode.MALFORMED_FILE, "a column lies outside of the Parquet file");
        }
        groupBytes += size;
      }
      if (groupBytes > MAX_ROW_GROUP_BYTES) {
        String message = "a row group has %d bytes; write the file with smaller ones";
        throw refused(file, ErrorCode.TOO_LARGE, message.formatted(groupBytes));
      }
      if (block.getRowCount() < 0) {
        throw refused(file, ErrorCode.MALFORMED_FILE, "a row group has less than no rows");
      }
      rows = Math.addExact(rows, block.getRowCount());
    }
    if (rows > ROWS_ALWAYS_ALLOWED && rows / ROWS_PER_BYTE > fileBytes) {
      String message = "%d bytes declare %d rows".formatted(fileBytes, rows);
      throw refused(file, ErrorCode.INFLATES_TOO_FAR, message);
    }
  }

  /** The columns that hold one value per row, in their order. */
  List<PrimitiveType> columns() {
    return flat.getFields().stream().map(Type::asPrimitiveType).toList();
  }

  /** Columns that hold lists or structures; they are not read. */
  List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** The next row; null after the last. Valid until the call after. */
  @Nullable Group next() throws IOException {
    while (left == 0) {
      OcelReader.checkInterrupt();
      if (!nextGroup()) {
        return null;
      }
    }
    left--;
    RecordReader<Group> current = Objects.requireNonNull(group, "row group");
    return guarded(file, current::read);
  }

  private boolean nextGroup() throws IOException {
    PageReadStore pages = guarded(file, reader::readNextRowGroup);
    if (pages == null) {
      return false;
    }
    left = pages.getRowCount();
    group =
        guarded(
            file,
            () -> {
              MessageColumnIO columns = new ColumnIOFactory().getColumnIO(flat);
              return columns.getRecordReader(pages, new GroupRecordConverter(flat));
            });
    return true;
  }

  /** The library has no error of its own for broken input: it fails in many ways. */
  private static <T extends @Nullable Object> T guarded(String file, Call<T> call)
      throws IOException {
    try {
      return call.run();
    } catch (ThroughlineException | InterruptedIOException e) {
      throw e;
    } catch (OutOfMemoryError e) { // a length inside of a page that was made up: one large array
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "the Parquet file asks for more memory than there is",
          Location.of(file),
          e);
    } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ThroughlineException(
          ErrorCode.MALFORMED_FILE,
          "the Parquet file is damaged or uses what is not read (" + reason + ")",
          Location.of(file),
          e);
    }
  }

  private static ThroughlineException refused(String file, ErrorCode code, String message) {
    return new ThroughlineException(code, message, Location.of(file));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
