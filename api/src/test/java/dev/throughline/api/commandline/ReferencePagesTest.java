package dev.throughline.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.error.ErrorStatus;
import dev.throughline.model.ErrorCode;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import picocli.CommandLine;

/** The tables of docs/reference say what the code says: no more, no less. */
class ReferencePagesTest {

  @Test
  void errors_table_hasEveryCodeWithKindAndStatuses() throws IOException {
    List<String> expected =
        Arrays.stream(ErrorCode.values())
            .map(
                code ->
                    "`%s` | %s | %d | %d"
                        .formatted(
                            code,
                            code.kind(),
                            ErrorStatus.of(code).value(),
                            ExitCode.of(code).status))
            .toList();

    assertThat(rows("errors.md").stream().map(row -> String.join(" | ", row.subList(0, 4))))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void settings_table_hasEverySettingWithItsDefault() throws IOException {
    List<String> expected = new ArrayList<>();
    collectSettings("throughline", ThroughlineProperties.class, expected);

    assertThat(rows("settings.md").stream().map(row -> String.join(" | ", row.subList(0, 2))))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void commandLine_commandTable_hasEveryCommand() throws IOException {
    SortedSet<String> documented =
        rows("command-line.md").stream()
            .map(row -> row.get(0))
            .flatMap(cell -> commands().keySet().stream().filter(name -> names(cell, name)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documented).isEqualTo(commands().keySet());
  }

  @Test
  void commandLine_optionTable_hasEveryOptionOfEveryCommand() throws IOException {
    SortedMap<String, SortedSet<String>> expected = new TreeMap<>();
    commands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().options().stream()
                    .flatMap(option -> Arrays.stream(option.names()))
                    .forEach(option -> add(expected, option, name)));

    assertThat(documentedOptions()).isEqualTo(expected);
  }

  @Test
  void commandLine_exitTable_hasEveryStatus() throws IOException {
    SortedSet<String> documented =
        rows("command-line.md").stream()
            .map(row -> row.get(0))
            .filter(cell -> cell.matches("\\d+"))
            .collect(Collectors.toCollection(TreeSet::new));

    SortedSet<String> expected =
        new TreeSet<>(
            CommandLineInterface.build().getCommandSpec().usageMessage().exitCodeList().keySet());
    Arrays.stream(ExitCode.values()).forEach(code -> expected.add(String.valueOf(code.status)));
    assertThat(documented).isEqualTo(expected);
  }

  private static SortedMap<String, SortedSet<String>> documentedOptions() throws IOException {
    SortedMap<String, SortedSet<String>> result = new TreeMap<>();
    for (List<String> row : rows("command-line.md")) {
      if (row.get(0).startsWith("`-")) {
        for (String cell : row.get(0).split(", ")) {
          String option = cell.replace("`", "").split(" ")[0];
          commandsOf(row.get(1)).forEach(command -> add(result, option, command));
        }
      }
    }
    return result;
  }

  private static List<String> commandsOf(String cell) {
    return cell.equals("all") ? List.copyOf(commands().keySet()) : List.of(cell.split(", "));
  }

  private static void add(
      SortedMap<String, SortedSet<String>> options, String option, String command) {
    options.computeIfAbsent(option, name -> new TreeSet<>()).add(command);
  }

  private static boolean names(String cell, String command) {
    return cell.matches("`" + command + "[ `].*");
  }

  /** Every command that does something, by its words. */
  private static SortedMap<String, CommandLine> commands() {
    SortedMap<String, CommandLine> result = new TreeMap<>();
    collectCommands("", CommandLineInterface.build(), result);
    return result;
  }

  private static void collectCommands(
      String words, CommandLine command, SortedMap<String, CommandLine> result) {
    if (command.getSubcommands().isEmpty()) {
      result.put(words, command);
    }
    command
        .getSubcommands()
        .forEach((name, inner) -> collectCommands((words + " " + name).strip(), inner, result));
  }

  private static void collectSettings(String prefix, Class<?> type, List<String> result) {
    for (Parameter component : type.getDeclaredConstructors()[0].getParameters()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getType().isRecord()) {
        collectSettings(name, component.getType(), result);
      } else {
        DefaultValue value = component.getAnnotation(DefaultValue.class);
        result.add(
            "`%s` | %s".formatted(name, value == null ? "none" : "`" + value.value()[0] + "`"));
      }
    }
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** The cells of all tables of a page, without headings. */
  private static List<List<String>> rows(String page) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(checkout().resolve("docs/reference").resolve(page));
    for (int i = 0; i < lines.size(); i++) {
      boolean heading = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
      if (lines.get(i).startsWith("| ") && !heading) {
        rows.add(List.of(lines.get(i).substring(2).replaceFirst(" \\|$", "").split(" \\| ")));
      }
    }
    return rows;
  }

  /** The folder that holds the documentation: the nearest one above with {@code .ci}. */
  private static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".ci"))) {
      folder = folder.getParent();
      assertThat(folder).as("a folder with .ci above the working directory").isNotNull();
    }
    return folder;
  }
}
