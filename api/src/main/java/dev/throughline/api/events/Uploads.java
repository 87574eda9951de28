package dev.throughline.api.events;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Files that were received and wait to be imported. They are streamed to disk, counted while they
 * come; their number, size and age are bounded. Safe for many threads.
 */
@Component
public final class Uploads {
  private static final int MAX_NAME_BYTES = 200;

  private final Path folder;
  private final DataSize maxSize;
  private final int maxWaiting;
  private final Duration keep;
  private final InstantSource clock;
  private final Map<String, Upload> waiting = new LinkedHashMap<>();

  @Autowired
  Uploads(ThroughlineProperties properties) throws IOException {
    this(properties, InstantSource.system());
  }

  Uploads(ThroughlineProperties properties, InstantSource clock) throws IOException {
    folder = properties.dataDirectory().resolve("uploads");
    maxSize = properties.uploads().maxSize();
    maxWaiting = properties.uploads().maxWaiting();
    keep = properties.uploads().keep();
    this.clock = clock;
    FileSystemUtils.deleteRecursively(folder);
    Files.createDirectories(folder);
  }

  /**
   * Takes a file in. A cut-off or too large one leaves nothing behind.
   *
   * @param name as its sender wrote it; folders and control characters are left out
   * @return an error {@code TOO_LARGE} beyond {@code throughline.uploads.max-size}, {@code
   *     EMPTY_FILE} without bytes
   */
  public Mono<Upload> receive(String name, Flux<DataBuffer> body) {
    return Mono.defer(() -> receiveInto(newFile(plain(name)), body))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private Mono<Upload> receiveInto(Path file, Flux<DataBuffer> body) {
    AtomicLong bytes = new AtomicLong();
    AtomicBoolean kept = new AtomicBoolean();
    return DataBufferUtils.write(
            body.map(part -> counted(part, bytes)),
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)
        .then(Mono.fromSupplier(() -> keep(file, bytes.get())))
        .doOnNext(upload -> kept.set(true))
        .doFinally(
            signal -> {
              if (!kept.get()) {
                delete(file);
              }
            });
  }

  /** In a folder of its own, so that it keeps its name, which readers put into their messages. */
  private Path newFile(String name) {
    try {
      return Files.createDirectory(folder.resolve(UUID.randomUUID().toString())).resolve(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataBuffer counted(DataBuffer part, AtomicLong bytes) {
    if (bytes.addAndGet(part.readableByteCount()) > maxSize.toBytes()) {
      DataBufferUtils.release(part);
      throw new ThroughlineException(
          ErrorCode.TOO_LARGE,
          "a file may have at most %d bytes (throughline.uploads.max-size)"
              .formatted(maxSize.toBytes()));
    }
    return part;
  }

  private Upload keep(Path file, long bytes) {
    String name = String.valueOf(file.getFileName());
    if (bytes == 0) {
      throw new ThroughlineException(ErrorCode.EMPTY_FILE, "the file '" + name + "' is empty");
    }
    Upload upload = new Upload(UUID.randomUUID().toString(), name, file, bytes, clock.instant());
    List<Upload> leaving;
    synchronized (this) {
      waiting.put(upload.id(), upload);
      leaving = leaving();
      leaving.forEach(old -> waiting.remove(old.id()));
    }
    leaving.forEach(old -> delete(old.file()));
    return upload;
  }

  private List<Upload> leaving() {
    Instant oldest = clock.instant().minus(keep);
    List<Upload> leaving = new ArrayList<>();
    for (Upload upload : waiting.values()) {
      boolean tooMany = waiting.size() - leaving.size() > maxWaiting;
      if (tooMany || upload.receivedAt().isBefore(oldest)) {
        leaving.add(upload);
      }
    }
    return leaving;
  }

  /**
   * The waiting file.
   *
   * @throws ThroughlineException {@code NOT_FOUND} when there is none of that id any more
   */
  public synchronized Upload waiting(String id) {
    Upload upload = waiting.get(id);
    if (upload == null) {
      throw new ThroughlineException(
          ErrorCode.NOT_FOUND, "this upload is not waiting any more; upload the file again");
    }
    return upload;
  }

  /** Takes the file out: whoever calls this must delete it when done. */
  public synchronized Upload take(String id) {
    Upload upload = waiting(id);
    waiting.remove(id);
    return upload;
  }

  /** Deletes the file with its folder; one that is gone is fine. */
  static void delete(Path file) {
    try {
      FileSystemUtils.deleteRecursively(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String visible = last.replaceAll("\\p{Cntrl}", "").strip();
    while (visible.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      visible = visible.substring(1); // the ending stays: it may tell the format
    }
    return visible.isEmpty() || visible.equals(".") || visible.equals("..") ? "upload" : visible;
  }
}
