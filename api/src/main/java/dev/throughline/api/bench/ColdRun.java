package dev.throughline.api.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of this program in a process of its own, with the options of this process.
 *
 * @param wallSeconds from before the process is started until it has ended
 * @param cpuSeconds of all its threads, user and system; 0 where the system does not tell
 * @param peakMebibytes the largest resident memory seen, as Linux reports it (VmHWM); 0 elsewhere
 */
public record ColdRun(int exit, double wallSeconds, double cpuSeconds, long peakMebibytes) {
  private static final long POLL_MILLIS = 10;

  /**
   * Runs a command line and waits for its end.
   *
   * @param out takes what it prints
   */
  public static ColdRun of(List<String> arguments, Path out)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
    long start = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    Duration cpu = Duration.ZERO;
    do {
      peak = Math.max(peak, peakMebibytes(process.pid()));
      cpu = process.info().totalCpuDuration().orElse(cpu);
    } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
    double wall = (System.nanoTime() - start) / 1e9;
    return new ColdRun(process.exitValue(), wall, cpu.toMillis() / 1e3, peak);
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.throughline.api.Throughline");
    command.addAll(arguments);
    return command;
  }

  private static long peakMebibytes(long process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinuxOrEnded) {
      return 0;
    }
  }

  /** Processors, memory, Java and system of this machine. */
  public static String machine() {
    long bytes =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    return "%d processors, %d GiB, Java %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            bytes >> 30,
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
