package dev.throughline.api.database;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The passwords of the service's own server: random, kept in a file that only its user can read.
 */
record ServerSecrets(Credentials superuser, Credentials owner, Credentials application) {
  private static final int PASSWORD_BYTES = 24;

  static ServerSecrets readOrCreate(Path directory) throws IOException {
    Path file = directory.resolve("passwords");
    if (Files.notExists(file)) {
      create(file);
    }
    Properties passwords = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      passwords.load(in);
    }
    return new ServerSecrets(
        credentials(passwords, "postgres"),
        credentials(passwords, "throughline_owner"),
        credentials(passwords, "throughline_app"));
  }

  private static Credentials credentials(Properties passwords, String user) throws IOException {
    String password = passwords.getProperty(user);
    if (password == null) {
      throw new IOException("the file 'passwords' has no password for " + user);
    }
    return new Credentials(user, password);
  }

  private static void create(Path file) throws IOException {
    Path fresh = file.resolveSibling("passwords.new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, onlyOwner(file));
    SecureRandom random = new SecureRandom();
    try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
      for (String user : new String[] {"postgres", "throughline_owner", "throughline_app"}) {
        byte[] password = new byte[PASSWORD_BYTES];
        random.nextBytes(password);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        out.write(user + "=" + text + "\n");
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static FileAttribute<?>[] onlyOwner(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    boolean posix =
        directory != null && Files.getFileStore(directory).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
