package dev.throughline.mining.trace;

import dev.throughline.ingest.read.CsvReader;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogReaders;
import dev.throughline.ingest.read.OcelJsonReader;
import dev.throughline.ingest.read.OcelSqliteReader;
import dev.throughline.ingest.read.OcelXmlReader;
import dev.throughline.ingest.read.ParquetReader;
import dev.throughline.ingest.read.XesReader;
import java.io.IOException;
import java.nio.file.Path;

/** The folder of real logs and oracle values that the tests tagged 'reference' are told. */
public final class ReferenceLogs {
  private ReferenceLogs() {}

  public static Path data() {
    return Path.of(System.getProperty("reference.data"));
  }

  /** The reader of the file's format. */
  public static LogReader reader(Path file) throws IOException {
    return switch (LogReaders.detect(file)) {
      case XES -> new XesReader();
      case OCEL_JSON -> new OcelJsonReader();
      case OCEL_XML -> new OcelXmlReader();
      case OCEL_SQLITE -> new OcelSqliteReader();
      case PARQUET -> new ParquetReader();
      case CSV -> new CsvReader();
    };
  }
}
