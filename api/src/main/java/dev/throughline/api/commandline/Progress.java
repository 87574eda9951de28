package dev.throughline.api.commandline;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells how far long work is, on standard error only. On a terminal one line is rewritten twice a
 * second; elsewhere, such as in a log file, nothing is written. Whether standard error is a
 * terminal is told by the launcher, in the system property {@code throughline.terminal}.
 */
final class Progress implements AutoCloseable {
  private static final long INTERVAL_NANOS = 500_000_000;

  private final PrintStream err;
  private final boolean terminal;
  private final String what;
  private long nextNanos;
  private boolean shown;

  /** Progress of counted things, such as 'events read'. */
  static Progress of(String what) {
    return new Progress(System.err, Boolean.getBoolean("throughline.terminal"), what);
  }

  Progress(PrintStream err, boolean terminal, String what) {
    this.err = err;
    this.terminal = terminal;
    this.what = what;
    this.nextNanos = System.nanoTime() + INTERVAL_NANOS;
  }

  void at(long count) {
    if (!terminal || System.nanoTime() < nextNanos) {
      return;
    }
    nextNanos = System.nanoTime() + INTERVAL_NANOS;
    shown = true;
    err.printf(Locale.ROOT, "\r%,d %s", count, what);
    err.flush();
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (shown) {
      err.print("\r" + " ".repeat(60) + "\r");
      err.flush();
    }
  }
}
