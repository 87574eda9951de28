package dev.throughline.ingest.read;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Reads OCEL 2.0 in SQLite; see {@link OcelReader}. Rejections name the row of the table {@code
 * event} or {@code object}. The file is read in the order of its rows, by cursors; SQLite sorts
 * related rows in temporary files where it must.
 */
public final class OcelSqliteReader extends OcelReader {

  @Override
  void check(Path file, ReadOptions options) throws IOException {
    try (SqliteInput input = SqliteInput.open(file, options.limits())) {
      input.checkIntegrity();
    }
  }

  @Override
  void scan(Path file, ReadOptions options, OcelHandler handler) throws IOException {
    try (SqliteInput input = SqliteInput.open(file, options.limits())) {
      try {
        new OcelSqliteFile(input, options.limits(), handler).read();
      } catch (SQLException e) {
        throw SqliteInput.failure(e, input.file());
      }
    }
  }
}
