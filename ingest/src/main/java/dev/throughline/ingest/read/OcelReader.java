package dev.throughline.ingest.read;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/**
 * Reads OCEL 2.0 in two passes: the first learns the declared types and the type of each object,
 * because a file may hold them after the events and because relationships name no type; the second
 * hands objects and events over in the order of the file. Memory grows with the number of objects
 * only; time is linear in the size of the file.
 *
 * <p>An event without id, type or time, with a value that is not of its declared type, or with a
 * relationship to an object that the file does not hold, is rejected whole. An object's value that
 * is not of its type stays as text, with a finding. A qualifier that is empty is none.
 */
abstract class OcelReader implements LogReader {

  @Override
  public final void read(Path file, ReadOptions options, LogSink sink) throws IOException {
    check(file, options);
    OcelIndex index = new OcelIndex(options);
    scan(file, options, index);
    sink.header(index.declarations().toHeader());
    OcelAssembler assembler = new OcelAssembler(nameOf(file), options, index, sink);
    scan(file, options, assembler);
    assembler.finish();
  }

  /** Refuses a file that is broken before anything is handed over; most formats find it late. */
  void check(Path file, ReadOptions options) throws IOException {}

  /** Hands all parts of the file to the handler, in the order of the file. */
  abstract void scan(Path file, ReadOptions options, OcelHandler handler) throws IOException;

  static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  static void checkInterrupt() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("reading was interrupted");
    }
  }
}
