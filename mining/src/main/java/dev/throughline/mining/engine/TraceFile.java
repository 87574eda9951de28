package dev.throughline.mining.engine;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogReader;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.mining.trace.HandoffBy;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.model.ObjectType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Reads a file straight into traces, without a store. */
public final class TraceFile {
  private static final int BUFFER_BYTES = 1 << 18;

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

  private TraceFile() {}

  /**
   * Reads the file on this thread, hashes it on another, and brings its events together by case.
   * Memory: about 40 bytes per event, and the case ids.
   *
   * @param rejections is told of every record that is not accepted, in the order of the file
   */
  public static Loaded load(
      Path file,
      LogReader reader,
      ReadOptions options,
      TraceOptions traceOptions,
      Consumer<Rejection> rejections)
      throws IOException {
    CompletableFuture<String> hash = CompletableFuture.supplyAsync(() -> sha256(file));
    TraceSink sink =
        new TraceSink(
            new TraceColumns(traceOptions.performers(), options.caseAttributes()), rejections);
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

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        digest.update(buffer, 0, length);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static final class TraceSink implements LogSink {
    private final TraceBlockBuilder builder;
    private final Consumer<Rejection> rejections;
    private long accepted;
    private long rejected;

    TraceSink(TraceColumns columns, Consumer<Rejection> rejections) {
      this.builder = new TraceBlockBuilder(columns);
      this.rejections = rejections;
    }

    @Override
    public boolean storesEvents() {
      return false;
    }

    @Override
    public void event(EventRow row) {
      builder.add(row);
      accepted++;
    }

    @Override
    public void reject(Rejection rejection) {
      rejected++;
      rejections.accept(rejection);
    }
  }
}
