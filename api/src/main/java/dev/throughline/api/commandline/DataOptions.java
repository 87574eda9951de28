package dev.throughline.api.commandline;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the service keeps its data. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Where the service keeps its data (default: data in the program's folder).")
  private @Nullable Path directory;

  Path directory() {
    return directory != null
        ? directory
        : Path.of(System.getProperty("throughline.home", "."), "data");
  }
}
