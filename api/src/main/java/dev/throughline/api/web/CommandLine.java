package dev.throughline.api.web;

import dev.throughline.api.insights.LogQuestion;
import org.springframework.util.MultiValueMap;

/** Writes commands that a reader can copy. */
final class CommandLine {

  /** The command that prints the numbers of a page. */
  static String mine(String log, MultiValueMap<String, String> parameters) {
    StringBuilder command = new StringBuilder("./throughline mine --log ").append(quoted(log));
    parameters.forEach((name, values) -> values.forEach(value -> append(command, name, value)));
    return command.append(" --json").toString();
  }

  private static void append(StringBuilder command, String name, String value) {
    if (name.startsWith(LogQuestion.ATTRIBUTE)) {
      String attribute = name.substring(LogQuestion.ATTRIBUTE.length());
      command.append(" --attribute ").append(quoted(attribute + "=" + value));
    } else {
      String option = name.equals(LogQuestion.LEADING_TYPE) ? "leading-type" : name;
      command.append(" --").append(option).append(' ').append(quoted(value));
    }
  }

  /** One word for a POSIX shell, whatever is in it. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private CommandLine() {}
}
