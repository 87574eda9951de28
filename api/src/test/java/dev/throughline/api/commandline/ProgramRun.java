package dev.throughline.api.commandline;

import dev.throughline.api.database.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of the program: in a process of its own, as a user or a script runs it, or inside this
 * one, which takes no seconds to start.
 */
record ProgramRun(int exit, String out, String err) {
  private static final long LIMIT_SECONDS = 300;
  private static final String HOME = "throughline.home";

  /** A run in a process of its own. */
  static ProgramRun of(Path directory, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    Process process = start(directory, out, err, arguments);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end: " + String.join(" ", arguments));
    }
    return new ProgramRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** Spares a program that is to keep its data in the folder to unpack PostgreSQL first. */
  static void prepareData(Path directory) throws IOException {
    TestDatabase.shareBinaries(directory.resolve("data").resolve("postgres"));
  }

  static Process start(Path directory, Path out, Path err, String... arguments) throws IOException {
    return new ProcessBuilder(command(directory, arguments))
        .directory(directory.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  private static List<String> command(Path directory, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    // It ends before what the second compiler does pays; without it a start costs half.
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-D" + HOME + "=" + directory);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.throughline.api.Throughline");
    command.addAll(List.of(arguments));
    return command;
  }

  /** A run inside this process; what its parts log is not in {@code err}. */
  static ProgramRun inside(Path directory, String... arguments) {
    return insideWith("", directory, arguments);
  }

  /**
   * As {@link #inside}.
   *
   * @param input what it reads from standard input
   */
  static ProgramRun insideWith(String input, Path directory, String... arguments) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setProperty(HOME, directory.toString());
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int exit = CommandLineInterface.run(arguments);
      return new ProgramRun(
          exit,
          written.toString(StandardCharsets.UTF_8),
          complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.clearProperty(HOME);
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }
}
