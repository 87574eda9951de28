package dev.throughline.api.simulate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Writes the files of a simulation: one per feed, and two with the truth. */
final class SimulationFiles implements Closeable {
  static final String TRUTH_CASES = Simulation.TRUTH_CASES;
  static final String TRUTH_EVENTS = "truth-events.ndjson";
  private static final int BUFFER = 1 << 18;

  private final List<OutputStream> open = new ArrayList<>();
  private final Map<Feed, OutputStream> feeds = new EnumMap<>(Feed.class);
  private final OutputStream truthCases;
  private final OutputStream truthEvents;

  SimulationFiles(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      for (Feed feed : Feed.values()) {
        feeds.put(feed, create(directory.resolve(feed.file())));
      }
      truthCases = create(directory.resolve(TRUTH_CASES));
      truthEvents = create(directory.resolve(TRUTH_EVENTS));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private OutputStream create(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    open.add(out);
    return out;
  }

  void add(Lines lines) throws IOException {
    write(Objects.requireNonNull(feeds.get(lines.feed())), lines.line());
    write(truthEvents, lines.truthEvent());
    write(truthCases, lines.truthCase());
  }

  private static void write(OutputStream out, byte[] line) throws IOException {
    if (line.length > 0) {
      out.write(line);
      out.write('\n');
    }
  }

  /** Adds what several ordered part files hold, in order. */
  void addMerged(List<Path> parts) throws IOException {
    List<DataInputStream> inputs = new ArrayList<>();
    try {
      PriorityQueue<Head> heads = new PriorityQueue<>();
      for (Path part : parts) {
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(part), BUFFER));
        inputs.add(in);
        addNext(heads, in);
      }
      for (Head head = heads.poll(); head != null; head = heads.poll()) {
        add(head.lines());
        addNext(heads, head.in());
      }
    } finally {
      for (DataInputStream in : inputs) {
        in.close();
      }
    }
  }

  private record Head(Lines lines, DataInputStream in) implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      return lines.compareTo(other.lines);
    }
  }

  private static void addNext(PriorityQueue<Head> heads, DataInputStream in) throws IOException {
    @Nullable Lines next = Lines.read(in);
    if (next != null) {
      heads.add(new Head(next, in));
    }
  }

  static DataOutputStream part(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  @Override
  public void close() throws IOException {
    for (OutputStream out : open) {
      out.close();
    }
  }
}
