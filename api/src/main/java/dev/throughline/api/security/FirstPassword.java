package dev.throughline.api.security;

import java.util.Optional;

/**
 * The administrator's password as it was made at the first start; known in that run only.
 *
 * @param value empty in every later run
 */
public record FirstPassword(Optional<String> value) {
  /** The one local user. */
  public static final String USER = "admin";

  @Override
  public String toString() {
    return "FirstPassword[" + (value.isPresent() ? "made in this run" : "made before") + "]";
  }
}
