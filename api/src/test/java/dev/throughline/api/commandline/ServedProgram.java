package dev.throughline.api.commandline;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in a process of its own, as {@code throughline serve} starts it, on free ports. */
final class ServedProgram implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern ADDRESS = Pattern.compile("is ready at (\\S+)");
  private static final Pattern GRPC_PORT = Pattern.compile("gRPC is served at port (\\d+)");
  private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");

  private final Process process;
  private final Path out;
  private final Path err;

  private ServedProgram(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Returns when the service says that it is ready.
   *
   * @param directory the program's home, whose folder {@code data} keeps the service's data
   * @param settings such as {@code throughline.triage.enabled=false}
   */
  static ServedProgram start(Path directory, String... settings) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port=0", "--grpc-port=0"));
    for (String setting : settings) {
      arguments.add("--set=" + setting);
    }
    Path out = Files.createTempFile(directory, "served", ".out.txt");
    Path err = Files.createTempFile(directory, "served", ".err.txt");
    ServedProgram started =
        new ServedProgram(
            ProgramRun.start(directory, out, err, arguments.toArray(String[]::new)), out, err);
    await().atMost(LIMIT).until(started::isReadyOrEnded);
    if (!started.process.isAlive()) {
      throw new AssertionError("the service did not start: " + Files.readString(err));
    }
    return started;
  }

  private boolean isReadyOrEnded() throws IOException {
    return !process.isAlive() || Files.readString(out).contains("Ctrl-C stops it");
  }

  URI address() throws IOException {
    return URI.create(said(ADDRESS).orElseThrow());
  }

  int grpcPort() throws IOException {
    return Integer.parseInt(said(GRPC_PORT).orElseThrow());
  }

  /** The administrator's password; only in the run that made it. */
  Optional<String> firstPassword() throws IOException {
    return said(PASSWORD);
  }

  private Optional<String> said(Pattern sentence) throws IOException {
    Matcher found = sentence.matcher(Files.readString(out));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** SIGKILL after so long: no shutdown hook runs, and the database server is left behind. */
  void killAfter(Duration delay) throws IOException, InterruptedException {
    if (process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new AssertionError("the service ended by itself: " + Files.readString(err));
    }
    process.destroyForcibly().waitFor();
  }

  /** Ends it as Ctrl-C does, and its database with it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the service did not end");
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      throw new IllegalStateException(interrupted);
    }
  }
}
