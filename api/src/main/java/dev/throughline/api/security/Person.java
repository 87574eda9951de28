package dev.throughline.api.security;

import dev.throughline.model.Role;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Who is calling: an account of this service, or the subject of an access token.
 *
 * @param name as it is written in decisions and in the audit trail; two names that differ in case
 *     only are one person
 * @param roles what they may do; without any they may do nothing
 * @param sites whose findings they decide on; empty for all sites
 * @param issuer of the access token that says so; null for an account of this service
 */
public record Person(String name, Set<Role> roles, Set<String> sites, @Nullable String issuer) {
  static final int MAX_NAME_LENGTH = 200;

  public Person {
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "name must have 1 to %d characters, had %d".formatted(MAX_NAME_LENGTH, name.length()));
    }
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    sites = Collections.unmodifiableSet(new TreeSet<>(sites));
  }

  /** Somebody with an account of this service. */
  public Person(String name, Set<Role> roles, Set<String> sites) {
    this(name, roles, sites, null);
  }

  /** Somebody with an account who may act for all sites. */
  public static Person of(String name, Role... roles) {
    return new Person(name, Set.of(roles), Set.of());
  }

  /**
   * Who has signed in, by any way in.
   *
   * @throws IllegalArgumentException when it was not this service that signed them in
   */
  public static Person of(Authentication authentication) {
    if (authentication.getPrincipal() instanceof Person person) {
      return person;
    }
    throw new IllegalArgumentException("not signed in here: " + authentication.getName());
  }

  public boolean hasRole(Role role) {
    return roles.contains(role);
  }

  /** Whether they have at least one of the roles. */
  public boolean hasAnyOf(Collection<Role> some) {
    return some.stream().anyMatch(roles::contains);
  }
}
