package dev.throughline.mining.spark;

import java.nio.file.Path;

/**
 * Where Spark runs and where it may write.
 *
 * @param master {@code local[*]} inside this process, or the address of a cluster
 * @param dataDirectory everything that Spark writes on this machine goes below it
 */
public record SparkSettings(String master, Path dataDirectory) {
  public SparkSettings {
    if (master.isBlank()) {
      throw new IllegalArgumentException("master must not be blank");
    }
    dataDirectory = dataDirectory.toAbsolutePath();
  }

  /** All cores of this machine, inside this process. */
  public static SparkSettings local(Path dataDirectory) {
    return new SparkSettings("local[*]", dataDirectory);
  }

  /** Whether tasks run in this process. */
  boolean isLocal() {
    return master.startsWith("local");
  }
}
