package dev.throughline.api.commandline;

import dev.throughline.mining.engine.TraceLog;

/**
 * A log that is ready for questions.
 *
 * @param quarantined records of it that were not accepted
 * @param onClose releases what was opened for it, beside the traces
 */
record OpenedLog(TraceLog traces, long quarantined, Runnable onClose) implements AutoCloseable {
  @Override
  public void close() {
    traces.close();
    onClose.run();
  }
}
