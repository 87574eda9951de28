package dev.throughline.api.commandline;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of the program in a process of its own, as a user or a script runs it. */
record ProgramRun(int exit, String out, String err) {
  private static final long LIMIT_SECONDS = 300;

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
    command.add("-Xmx1g");
    command.add("-Dthroughline.home=" + directory);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.throughline.api.Throughline");
    command.addAll(List.of(arguments));
    return command;
  }
}
