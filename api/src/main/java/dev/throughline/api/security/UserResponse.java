package dev.throughline.api.security;

import dev.throughline.model.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local user.
 *
 * @param sites that the user decides for; empty for all
 */
record UserResponse(String name, List<Role> roles, List<String> sites) {
  static UserResponse from(Person person) {
    return new UserResponse(
        person.name(), List.copyOf(person.roles()), List.copyOf(person.sites()));
  }

  /**
   * What a user is to be.
   *
   * @param password needed for a new user; replaces that of another when it is given
   */
  record Body(
      @Nullable List<Role> roles, @Nullable List<String> sites, @Nullable String password) {}
}
