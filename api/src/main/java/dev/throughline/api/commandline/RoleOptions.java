package dev.throughline.api.commandline;

import dev.throughline.api.security.Person;
import dev.throughline.model.Role;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a user may do. */
final class RoleOptions {
  @Option(
      names = "--roles",
      required = true,
      split = ",",
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "Such as finance-controller; several separated by commas.")
  private List<Role> roles = List.of();

  @Option(
      names = "--sites",
      split = ",",
      paramLabel = "SITE",
      description = "Sites that the user decides for (default: all).")
  private List<String> sites = List.of();

  Person person(String name) {
    return new Person(name, Set.copyOf(roles), new LinkedHashSet<>(sites));
  }

  /** Takes {@code finance-controller} for {@code FINANCE_CONTROLLER}. */
  static final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String value) {
      String wanted = value.strip().toUpperCase(Locale.ROOT).replace('-', '_');
      return Arrays.stream(Role.values())
          .filter(role -> role.name().equals(wanted))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("'" + value + "' is none of " + all()));
    }

    private static String all() {
      return Arrays.stream(Role.values())
          .map(role -> role.words().replace(' ', '-'))
          .collect(Collectors.joining(", "));
    }
  }
}
