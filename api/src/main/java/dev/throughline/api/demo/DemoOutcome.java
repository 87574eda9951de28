package dev.throughline.api.demo;

import dev.throughline.api.security.Person;
import java.nio.file.Path;
import java.util.List;

/**
 * What there is to see.
 *
 * @param logins whose passwords were made in this run; empty later: they are stored as hashes
 * @param open exceptions that wait for somebody
 * @param reports the files of the report
 * @param quality of the model, in one line
 */
public record DemoOutcome(List<Login> logins, long open, List<Path> reports, String quality) {
  public DemoOutcome {
    logins = List.copyOf(logins);
    reports = List.copyOf(reports);
  }

  /** Somebody who can sign in. */
  public record Login(Person person, String password) {
    @Override
    public String toString() {
      return "Login[" + person.name() + "]";
    }
  }
}
