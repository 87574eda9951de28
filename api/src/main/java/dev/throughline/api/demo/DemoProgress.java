package dev.throughline.api.demo;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * How far the demo of a data directory came, in a file: a later start goes on there. Every step may
 * be done again, so one that was cut off is.
 */
final class DemoProgress {
  /** In the order in which they are taken. */
  enum Step {
    SIMULATED,
    SENT,
    FOUND,
    DECIDED,
    TRAINED,
    PROPOSED,
    REPORTED,
    SHOWN
  }

  private static final String PLAN = "plan";
  private static final String FROM = "from";

  private final Path file;
  private final Properties values;

  private DemoProgress(Path file, Properties values) {
    this.file = file;
    this.values = values;
  }

  static boolean exists(Path directory) {
    return Files.exists(file(directory));
  }

  private static Path file(Path directory) {
    return directory.resolve("progress.properties");
  }

  /**
   * Reads how far it came; begins when there is nothing to read.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} when another plan was begun there
   */
  static DemoProgress of(Path directory, DemoPlan plan) throws IOException {
    Files.createDirectories(directory);
    Path file = file(directory);
    Properties values = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        values.load(reader);
      }
    }
    DemoProgress progress = new DemoProgress(file, values);
    if (values.isEmpty()) {
      values.setProperty(PLAN, plan.fingerprint());
      values.setProperty(FROM, plan.simulation().from().toString());
      progress.write();
    }
    progress.require(plan);
    return progress;
  }

  private void require(DemoPlan plan) {
    String begun = values.getProperty(PLAN);
    if (!plan.fingerprint().equals(begun)) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "the demo in this data directory was begun with other figures (%s); give another --data"
              .formatted(begun));
    }
  }

  /** The first simulated day, of the start that began. */
  LocalDate from() {
    return LocalDate.parse(values.getProperty(FROM));
  }

  boolean isDone(Step step) {
    return values.containsKey(key(step));
  }

  void done(Step step) throws IOException {
    values.setProperty(key(step), "done");
    write();
  }

  /** What a step left to be shown at every start. */
  Optional<String> note(String name) {
    return Optional.ofNullable(values.getProperty("note." + name));
  }

  void note(String name, String text) throws IOException {
    values.setProperty("note." + name, text);
    write();
  }

  private static String key(Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }

  private void write() throws IOException {
    Path written = file.resolveSibling("progress.tmp");
    try (Writer writer = Files.newBufferedWriter(written)) {
      values.store(writer, "How far './throughline demo' came in this data directory.");
    }
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
