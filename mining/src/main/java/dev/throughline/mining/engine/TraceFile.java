package dev.throughline.mining.engine;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.FileHash;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads a file straight into traces, without a store. */
public final class TraceFile {
  private static final int PROGRESS_MASK = (1 << 16) - 1;

  /**
   * What a file gave.
   *
   * @param rejected records that were not accepted
   */
  public record Loaded(LocalTraceLog log, long accepted, long rejected) implements AutoCloseable {
    @Override
    public void close() {
      log.close();
    }
  }

  /** Hears how reading goes; it must return at once. */
  @FunctionalInterface
  public interface Listener {
    /** A record that is not accepted; called in the order of the file. */
    void rejected(Rejection rejection);

    /** A remark on the file that loses nothing. */
    default void found(Rejection finding) {}

    /** Now and then: so many events were accepted. */
    default void progressed(long accepted) {}
  }

  private TraceFile() {}

  /**
   * Reads the file on this thread, hashes it on another, and brings its events together by case.
   * Memory: about 40 bytes per event, and the case ids.
   *
   * @param listener hears what happens, on this thread
   */
  public static Loaded load(
      Path file,
      LogReader reader,
      ReadOptions options,
      TraceOptions traceOptions,
      Listener listener)
      throws IOException {
    CompletableFuture<String> hash = CompletableFuture.supplyAsync(() -> hash(file));
    TraceSink sink =
        new TraceSink(
            new TraceColumns(traceOptions.performers(), options.caseAttributes()), listener);
    reader.read(file, options, sink);
    ObjectType leading = options.leadingType() == null ? ObjectType.CASE : options.leadingType();
    Origin origin =
        new Origin(file.getFileName().toString(), hash.join(), sink.accepted, leading.value());
    LocalTraceLog log = new LocalTraceLog(sink.builder.build(), origin, traceOptions.threads());
    return new Loaded(log, sink.accepted, sink.rejected);
  }

  /**
   * What the later questions need.
   *
   * @param performers between what handoffs will be counted
   * @param threads that will mine
   */
  public record TraceOptions(Set<HandoffBy> performers, int threads) {
    public TraceOptions {
      performers = Set.copyOf(performers);
    }
  }

  private static String hash(Path file) {
    try {
      return FileHash.sha256(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class TraceSink implements LogSink {
    private final TraceBlockBuilder builder;
    private final Listener listener;
    private long accepted;
    private long rejected;

    TraceSink(TraceColumns columns, Listener listener) {
      this.builder = new TraceBlockBuilder(columns);
      this.listener = listener;
    }

    @Override
    public boolean storesEvents() {
      return false;
    }

    @Override
    public void event(EventRow row) {
      builder.add(row);
      if ((++accepted & PROGRESS_MASK) == 0) {
        listener.progressed(accepted);
      }
    }

    @Override
    public void finding(Rejection finding) {
      listener.found(finding);
    }

    @Override
    public void reject(Rejection rejection) {
      rejected++;
      listener.rejected(rejection);
    }
  }
}
