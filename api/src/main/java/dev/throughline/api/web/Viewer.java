package dev.throughline.api.web;

import dev.throughline.api.security.AccessRules;
import dev.throughline.api.security.Person;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;

/**
 * Who looks at a page.
 *
 * @param roles in words, such as 'accounts payable analyst, procurement'
 * @param mayImport whether they may bring files in
 */
public record Viewer(String name, String roles, boolean mayImport) {

  static Viewer of(Authentication authentication) {
    Person person = Person.of(authentication);
    return new Viewer(
        person.name(),
        person.roles().stream().map(role -> role.words()).collect(Collectors.joining(", ")),
        person.hasAnyOf(AccessRules.ofRequest("POST", "/uploads/1")));
  }

  /** The name as one word of a command. */
  public String shellName() {
    return CommandLine.quoted(name);
  }
}
