package dev.throughline.ingest.map.record;

import dev.throughline.ingest.map.record.FieldRule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the rule of one field: its place alone, or {@code at} and steps in their order. */
final class FieldRuleYaml {
  private static final Set<String> KEYS =
      Set.of(
          "at",
          "strip-prefix",
          "trim-zeros",
          "upper-case",
          "replace",
          "absent",
          "table",
          "otherwise");
  private static final Set<String> REPLACE_KEYS = Set.of("pattern", "with");

  static FieldRule read(String name, YamlNode node) {
    if (name.isBlank() || name.indexOf('{') >= 0 || name.indexOf('}') >= 0) {
      throw node.refused("A field has a name without braces");
    }
    if (node.text() != null) {
      return new FieldRule(name, path(node), List.of());
    }
    Map<String, YamlNode> values = node.keys(KEYS);
    YamlNode at = values.get("at");
    if (at == null) {
      throw node.refused("The key 'at' is missing here");
    }
    YamlNode otherwise = values.get("otherwise");
    if (otherwise != null && !values.containsKey("table")) {
      throw otherwise.refused("The key 'otherwise' belongs to a table");
    }
    List<Step> steps = new ArrayList<>();
    values.forEach((key, value) -> addStep(key, value, otherwise, steps));
    return new FieldRule(name, path(at), List.copyOf(steps));
  }

  static FieldPath path(YamlNode node) {
    FieldPath path = FieldPath.parse(node.name());
    if (path == null) {
      throw node.refused(
          "'%s' is no path such as /header/number or /references/[qualifier=ON]/value"
              .formatted(node.name()));
    }
    return path;
  }

  private static void addStep(
      String key, YamlNode value, @Nullable YamlNode otherwise, List<Step> steps) {
    switch (key) {
      case "strip-prefix" -> steps.add(new FieldRule.StripPrefix(value.name()));
      case "trim-zeros" -> addIf(value, new FieldRule.TrimZeros(), steps);
      case "upper-case" -> addIf(value, new FieldRule.UpperCase(), steps);
      case "absent" -> steps.add(new FieldRule.Absent(Set.copyOf(value.names())));
      case "table" -> steps.add(table(value, otherwise));
      case "replace" -> {
        if (value.list() == null) {
          steps.add(replace(value));
        } else {
          value.items().forEach(item -> steps.add(replace(item)));
        }
      }
      default -> {} // at and otherwise are no steps
    }
  }

  private static void addIf(YamlNode value, Step step, List<Step> steps) {
    if (value.flag()) {
      steps.add(step);
    }
  }

  private static Step table(YamlNode node, @Nullable YamlNode otherwise) {
    Map<String, String> words = new HashMap<>();
    node.entries().forEach((from, to) -> words.put(from, to.name()));
    boolean keep = otherwise != null && otherwise.string().equals("keep");
    if (otherwise != null && !keep && !otherwise.string().equals("refuse")) {
      throw otherwise.refused("Here stands keep or refuse");
    }
    return new FieldRule.Table(Map.copyOf(words), keep);
  }

  private static Step replace(YamlNode node) {
    Map<String, YamlNode> values = node.keys(REPLACE_KEYS);
    YamlNode pattern = values.get("pattern");
    YamlNode with = values.get("with");
    if (pattern == null || with == null) {
      throw node.refused("Here stand the keys pattern and with");
    }
    try {
      Pattern compiled = Pattern.compile(pattern.string());
      checkReplacement(compiled, with);
      return new FieldRule.Replace(compiled, with.string());
    } catch (PatternSyntaxException e) {
      throw pattern.refused("The pattern is no regular expression: " + e.getDescription());
    }
  }

  /** A reference to a group that the pattern lacks would fail only when a record comes. */
  private static void checkReplacement(Pattern pattern, YamlNode with) {
    Matcher any = Pattern.compile(pattern.pattern() + "|").matcher("");
    try {
      any.replaceAll(with.string());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw with.refused("'%s' is no replacement: %s".formatted(with.string(), e.getMessage()));
    }
  }

  private FieldRuleYaml() {}
}
