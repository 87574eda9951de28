package dev.throughline.api.audit;

import dev.throughline.api.audit.AuditReport.Breach;
import dev.throughline.api.background.BackgroundTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what the trail is: at start, soon after each decision, at intervals and at the end. Before
 * it signs, it makes sure that what it signed last is still there and that the chain goes on from
 * it; if not, it signs no more and says so.
 */
public final class AuditCheckpoints implements AutoCloseable {
  /** The file of the checkpoints in the directory of the trail. */
  public static final String FILE = "checkpoints";

  private static final Logger LOG = LoggerFactory.getLogger(AuditCheckpoints.class);
  private static final Duration DATABASE_TIMEOUT = Duration.ofMinutes(1);

  private final AuditTrail trail;
  private final SigningKey key;
  private final CheckpointFile file;
  private final InstantSource clock;
  private final BackgroundTask task = new BackgroundTask("audit-checkpoints", this::signNow);
  private volatile @Nullable Breach breach;

  private AuditCheckpoints(
      AuditTrail trail, SigningKey key, CheckpointFile file, InstantSource clock) {
    this.trail = trail;
    this.key = key;
    this.file = file;
    this.clock = clock;
  }

  /**
   * Opens the directory of a trail, making its key on the first start. Nothing is signed before
   * {@link #start} or {@link #signNow}.
   */
  public static AuditCheckpoints open(AuditTrail trail, Path directory, InstantSource clock) {
    try {
      SigningKey key = SigningKey.readOrCreate(directory);
      return new AuditCheckpoints(trail, key, new CheckpointFile(directory.resolve(FILE)), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Signs now, away from the caller's thread, and then again and again. */
  public AuditCheckpoints start(Duration interval) {
    task.startEvery(interval);
    return this;
  }

  /** Signs soon; asking several times before it happens is asking once. */
  public void request() {
    task.request();
  }

  /** What was found wrong when something was to be signed; empty while all is well. */
  public Optional<Breach> breach() {
    return Optional.ofNullable(breach);
  }

  /**
   * Signs what is committed, unless nothing came since the last checkpoint. Blocks.
   *
   * @return whether the trail is as it should be
   */
  public synchronized boolean signNow() {
    try {
      SinceCheckpoint since = new SinceCheckpoint(file.last());
      trail.entries(since.from()).doOnNext(since::accept).then().block(DATABASE_TIMEOUT);
      Optional<Breach> found = since.breach();
      if (found.isPresent()) {
        report(found.get());
      } else if (since.isLonger()) {
        Checkpoint checkpoint =
            new Checkpoint(key.verifier().name(), since.size(), since.head(), clock.instant());
        file.append(key.sign(checkpoint));
      }
      return found.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Breach found) {
    if (!found.equals(breach)) {
      LOG.error(
          "The audit trail was changed at entry {}: {}. No checkpoint is signed any more.",
          found.number(),
          found.reason());
    }
    breach = found;
  }

  /** Signs for the last time. */
  @Override
  public void close() {
    task.close();
    try {
      signNow();
    } catch (RuntimeException unavailable) {
      LOG.warn("The audit trail could not be signed at the end; the next start does", unavailable);
    }
  }
}
