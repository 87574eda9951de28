package dev.throughline.api.database;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root, for good reasons; a service that
 * runs as root (in a container, say) starts them in a user namespace where root is nobody, or,
 * where namespaces are forbidden, as the user nobody.
 *
 * @param prefix the command that runs the command that follows it
 * @param ownsFiles whether the database's files must belong to the user nobody
 */
record ServerUser(List<String> prefix, boolean ownsFiles) {
  private static final int NOBODY = 65_534;
  private static final ServerUser SAME = new ServerUser(List.of(), false);
  private static final ServerUser NAMESPACE = new ServerUser(List.of("unshare", "-U"), false);
  static final ServerUser OTHER =
      new ServerUser(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);

  /**
   * @param directory where this process may make files
   */
  static ServerUser forFilesIn(Path directory) throws IOException {
    if (!isRoot(directory)) {
      return SAME;
    }
    for (ServerUser candidate : List.of(NAMESPACE, OTHER)) {
      if (candidate.runs()) {
        return candidate;
      }
    }
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        "PostgreSQL cannot run as root here; start the service as an ordinary user");
  }

  /** A new file tells: the directory itself may have been given to another user before. */
  private static boolean isRoot(Path directory) throws IOException {
    if (!Files.getFileStore(directory).supportsFileAttributeView("unix")) {
      return false;
    }
    Path file = Files.createTempFile(directory, "whoami", "");
    try {
      return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
    } finally {
      Files.delete(file);
    }
  }

  private boolean runs() throws IOException {
    try {
      List<String> command = Stream.concat(prefix.stream(), Stream.of("id", "-u")).toList();
      ProgramOutput output = Programs.run(command);
      return output.exitCode() == 0 && !output.text().strip().equals("0");
    } catch (IOException e) {
      return false; // the program is not installed
    }
  }

  /** Gives the files to the server's user, when it is another one. */
  void own(Path root) throws IOException {
    if (ownsFiles) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.toList()) {
          Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        }
      }
    }
  }
}
