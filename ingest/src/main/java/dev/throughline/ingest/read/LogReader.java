package dev.throughline.ingest.read;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one format. Stateless: one reader may read many files, from many threads. */
public interface LogReader {

  /**
   * Reads the whole file into the sink, on the caller's thread.
   *
   * @throws dev.throughline.model.ThroughlineException when the file is not what it says, or passes
   *     a limit; the sink may have been given what stood before that place
   * @throws IOException when the file cannot be read
   * @throws java.io.InterruptedIOException when the thread was interrupted
   */
  void read(Path file, ReadOptions options, LogSink sink) throws IOException;
}
