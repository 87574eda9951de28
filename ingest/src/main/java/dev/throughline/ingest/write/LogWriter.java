package dev.throughline.ingest.write;

import java.io.IOException;
import java.io.OutputStream;

/** Writes one format. The same content gives the same bytes. */
public interface LogWriter {

  /** Writes the whole log; does not close the stream. */
  void write(LogContent content, OutputStream out) throws IOException;
}
