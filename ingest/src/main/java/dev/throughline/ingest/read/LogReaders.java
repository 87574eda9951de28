package dev.throughline.ingest.read;

import java.io.IOException;
import java.nio.file.Path;

/** The readers of all formats, and which of them a file needs. */
public final class LogReaders {

  /**
   * The format of the file, told by its first bytes (after inflating gzip) and, for XML, by its
   * first elements; its name counts only where the content leaves it open. Reads at most the first
   * few kilobytes.
   *
   * @throws dev.throughline.model.ThroughlineException {@code NOT_THIS_FORMAT} when it is none of
   *     the formats, with what it looks like instead; {@code EMPTY_FILE}, {@code FILE_NOT_FOUND};
   *     or what the parser says of XML that breaks before its first element
   */
  public static LogFormat detect(Path file) throws IOException {
    return FormatDetector.detect(file, ReadLimits.DEFAULT);
  }

  /** The reader of the format. */
  public static LogReader of(LogFormat format) {
    return switch (format) {
      case CSV -> new CsvReader();
      case XES -> new XesReader();
      case OCEL_JSON -> new OcelJsonReader();
      case OCEL_XML -> new OcelXmlReader();
      case OCEL_SQLITE -> new OcelSqliteReader();
      case PARQUET -> new ParquetReader();
    };
  }

  private LogReaders() {}
}
