package dev.throughline.api.security;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.regex.Pattern;

/**
 * A local account.
 *
 * @param passwordHash with its algorithm in front, such as {@code {bcrypt}…}
 */
record Account(Person person, String passwordHash) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");

  /**
   * Names that can be typed, read aloud and told apart.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT}
   */
  static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "a user's name has 1 to 64 letters, digits and . _ @ + - and starts with a letter or digit");
    }
    return name;
  }

  @Override
  public String toString() {
    return "Account[" + person + "]";
  }
}
