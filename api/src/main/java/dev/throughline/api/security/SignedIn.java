package dev.throughline.api.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A person whose credentials were checked. Holds neither the password nor the token. */
final class SignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Person person;

  /** Changes with the password; null for whoever came with a token. */
  private final @Nullable String passwordMark;

  SignedIn(Person person, @Nullable String passwordMark) {
    super(person.roles().stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList());
    this.person = person;
    this.passwordMark = passwordMark;
    setAuthenticated(true);
  }

  Person person() {
    return person;
  }

  @Nullable String passwordMark() {
    return passwordMark;
  }

  @Override
  public Person getPrincipal() {
    return person;
  }

  @Override
  public String getName() {
    return person.name();
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SignedIn that
        && person.equals(that.person)
        && java.util.Objects.equals(passwordMark, that.passwordMark);
  }

  @Override
  public int hashCode() {
    return person.hashCode();
  }
}
