package dev.throughline.ingest.map.record;

import dev.throughline.model.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of the record under a name of its own, brought into one shape by steps in their order.
 */
record FieldRule(String name, FieldPath path, List<Step> steps) {

  /** Changes a text; null means that there is no value. */
  interface Step {
    @Nullable String apply(String text, String name) throws Misfit;
  }

  /** Why a step cannot take the text. */
  static final class Misfit extends Exception {
    Misfit(String message) {
      super(message, null, false, false);
    }
  }

  record StripPrefix(String prefix) implements Step {
    @Override
    public String apply(String text, String name) {
      return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
  }

  /** Leading zeros; a number of zeros only keeps one. */
  record TrimZeros() implements Step {
    @Override
    public String apply(String text, String name) {
      int from = 0;
      while (from < text.length() - 1 && text.charAt(from) == '0') {
        from++;
      }
      return text.substring(from);
    }
  }

  record UpperCase() implements Step {
    @Override
    public String apply(String text, String name) {
      return text.toUpperCase(Locale.ROOT);
    }
  }

  /** Every match of the pattern. */
  record Replace(Pattern pattern, String with) implements Step {
    @Override
    public String apply(String text, String name) throws Misfit {
      try {
        return pattern.matcher(text).replaceAll(with);
      } catch (StackOverflowError tooMuchForThePattern) {
        throw new Misfit("The pattern of '%s' cannot take so long a text".formatted(name));
      }
    }
  }

  /** Texts that the source writes where it has no value. */
  record Absent(Set<String> texts) implements Step {
    @Override
    public @Nullable String apply(String text, String name) {
      return texts.contains(text) ? null : text;
    }
  }

  /**
   * Other words for the same.
   *
   * @param keep whether a text that is not listed stays as it is; it is refused otherwise
   */
  record Table(Map<String, String> words, boolean keep) implements Step {
    @Override
    public String apply(String text, String name) throws Misfit {
      String word = words.get(text);
      if (word != null) {
        return word;
      }
      if (keep) {
        return text;
      }
      throw new Misfit("The table of '%s' does not list '%s'".formatted(name, shown(text)));
    }
  }

  /** The value as text; null when there is none, which a blank text also means. */
  @Nullable String read(JsonNode record) throws RecordDefect {
    JsonNode node = path.find(record);
    String text = text(node, record);
    for (int i = 0; text != null && !text.isBlank() && i < steps.size(); i++) {
      try {
        text = steps.get(i).apply(text, name);
      } catch (Misfit misfit) {
        throw new RecordDefect(
            ErrorCode.BAD_VALUE, path.pointer(record), String.valueOf(misfit.getMessage()));
      }
    }
    return text == null || text.isBlank() ? null : text;
  }

  private @Nullable String text(JsonNode node, JsonNode record) throws RecordDefect {
    if (node.isString()) {
      String text = node.stringValue();
      return text.length() <= Limits.MAX_TEXT_CHARS
          ? text
          : Limits.text(text, path.pointer(record));
    }
    if (node.isNumber()) {
      return node.isIntegralNumber()
          ? node.asString()
          : Limits.number(node.decimalValue(), path.pointer(record)).toPlainString();
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "true" : "false";
    }
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    throw new RecordDefect(
        ErrorCode.BAD_VALUE, path.pointer(record), "The field must be one text or number");
  }

  /** A text as it is quoted in messages. */
  static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
