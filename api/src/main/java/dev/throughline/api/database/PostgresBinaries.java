package dev.throughline.api.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path. */
final class PostgresBinaries {

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}. Unpacks into a sibling first and
   * renames, so a start that was cut off leaves nothing half-unpacked.
   */
  static Path unpackInto(Path cache) throws IOException {
    Path home = cache.resolve(digest().substring(0, 16));
    if (Files.isDirectory(home)) {
      return home;
    }
    deleteTree(cache);
    Files.createDirectories(cache);
    Path fresh = Files.createTempDirectory(cache, "unpacking");
    try (InputStream archive = archive()) {
      unpack(archive, fresh);
    }
    open(fresh);
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    return home;
  }

  private static InputStream archive() throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("mac") ? "Darwin" : system.startsWith("win") ? "Windows" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String hardware = machine.equals("amd64") ? "x86_64" : machine;
    return new BufferedInputStream(
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(family, hardware), 1 << 16);
  }

  private static String digest() throws IOException {
    MessageDigest digest = sha256();
    try (InputStream archive = new DigestInputStream(archive(), digest)) {
      archive.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("an archive entry leaves its folder: " + entry.getName());
        }
        unpack(tar, entry, file);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      link(file, entry.getLinkName());
    } else {
      Files.copy(tar, file);
      boolean executable = (entry.getMode() & 0100) != 0;
      if (executable && !file.toFile().setExecutable(true, false)) {
        throw new IOException("cannot make executable: " + file);
      }
    }
  }

  private static void link(Path file, String target) throws IOException {
    try {
      Files.createSymbolicLink(file, Path.of(target));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("two archive entries have one name: " + file, e);
    }
  }

  /** A temporary folder is closed to others; the server may run as another user. */
  private static void open(Path directory) throws IOException {
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
      permissions.addAll(
          List.of(
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_READ,
              PosixFilePermission.OTHERS_EXECUTE));
      Files.setPosixFilePermissions(directory, permissions);
    }
  }

  /** Deletes the folder with all it holds; one that is not there is fine. */
  static void deleteTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private PostgresBinaries() {}
}
