package dev.throughline.api.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signed checkpoints, one behind the other, in a file outside the database. */
final class CheckpointFile {
  private static final String END = "\n\n";

  private final Path file;

  /** Where the last complete checkpoint ends, as far as this process knows; -1 before it looked. */
  private long end = -1;

  private @Nullable SignedCheckpoint last;

  CheckpointFile(Path file) {
    this.file = file;
  }

  /**
   * All checkpoints in the order in which they were written. What a crash cut off at the end is not
   * one.
   */
  List<SignedCheckpoint> read() throws IOException {
    return Files.exists(file) ? parse(complete(Files.readString(file))) : List.of();
  }

  private static List<SignedCheckpoint> parse(String notes) {
    List<SignedCheckpoint> checkpoints = new ArrayList<>();
    String[] blocks = notes.split(END, -1);
    for (int i = 0; i + 1 < blocks.length; i += 2) {
      checkpoints.add(new SignedCheckpoint(blocks[i] + "\n", blocks[i + 1]));
    }
    return checkpoints;
  }

  /** The checkpoint that was written last; empty when there is none. */
  synchronized Optional<SignedCheckpoint> last() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (end != Files.size(file)) {
      String notes = complete(Files.readString(file));
      List<SignedCheckpoint> all = parse(notes);
      end = notes.getBytes(StandardCharsets.UTF_8).length;
      last = all.isEmpty() ? null : all.get(all.size() - 1);
    }
    return Optional.ofNullable(last);
  }

  /** Adds a checkpoint behind the last complete one; it is on the disk when this returns. */
  synchronized void append(SignedCheckpoint checkpoint) throws IOException {
    last();
    long start = Math.max(0, end);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.truncate(start).position(start);
      ByteBuffer bytes = ByteBuffer.wrap(checkpoint.note().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      end = channel.position();
      last = checkpoint;
    }
  }

  /** Up to the end of the last complete note: text, empty line, signature, empty line. */
  private static String complete(String all) {
    int end = 0;
    int next = noteEnd(all, 0);
    while (next > 0) {
      end = next;
      next = noteEnd(all, end);
    }
    return all.substring(0, end);
  }

  private static int noteEnd(String all, int start) {
    int text = all.indexOf(END, start);
    int signature = text < 0 ? -1 : all.indexOf(END, text + END.length());
    return signature < 0 ? -1 : signature + END.length();
  }
}
