package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes passwords and their hashes. */
final class Passwords {
  static final int MIN_LENGTH = 12;

  /** bcrypt does not look at more bytes. */
  static final int MAX_BYTES = 72;

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int LETTERS_PER_GROUP = 5;

  /** 25 letters of 31: 123 bits, in groups that can be typed. */
  static String random() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * LETTERS_PER_GROUP; i++) {
      if (i > 0 && i % LETTERS_PER_GROUP == 0) {
        password.append('-');
      }
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }

  /**
   * Hashes a password that somebody chose.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} when it is too short or too long
   */
  static String hashChosen(PasswordEncoder encoder, String password) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (password.codePointCount(0, password.length()) < MIN_LENGTH || bytes > MAX_BYTES) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "a password has at least %d characters and at most %d bytes"
              .formatted(MIN_LENGTH, MAX_BYTES));
    }
    return hash(encoder, password);
  }

  static String hash(PasswordEncoder encoder, String password) {
    String hash = encoder.encode(password);
    if (hash == null) {
      throw new IllegalStateException("the password could not be hashed");
    }
    return hash;
  }

  private Passwords() {}
}
