package dev.throughline.ingest.map.record;

import dev.throughline.model.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with values of the record in it, such as {@code {order}/{line}}. It has no value when one
 * of its fields has none.
 *
 * @param literals the texts before, between and behind the fields: one more than fields
 * @param fields positions in the mapping's list of fields
 */
record Template(List<String> literals, List<Integer> fields) {

  /** The template that is written so; a doubled brace stands for the brace itself. */
  static Template parse(YamlNode node, Map<String, Integer> positions) {
    String written = node.name();
    List<String> literals = new ArrayList<>();
    List<Integer> fields = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean doubled = i + 1 < written.length() && written.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        literal.append(c);
        i++;
      } else if (c == '{') {
        int end = written.indexOf('}', i);
        Integer position = end < 0 ? null : positions.get(written.substring(i + 1, end));
        if (position == null) {
          throw node.refused(
              "'%s' names no field; there are: %s"
                  .formatted(written.substring(i), String.join(", ", positions.keySet())));
        }
        literals.add(literal.toString());
        fields.add(position);
        literal.setLength(0);
        i = end;
      } else if (c == '}') {
        throw node.refused("A brace closes that was not opened; write }} for the brace itself");
      } else {
        literal.append(c);
      }
    }
    literals.add(literal.toString());
    return new Template(List.copyOf(literals), List.copyOf(fields));
  }

  /** Null when one of the fields has no value. */
  @Nullable String value(RecordValues values) throws RecordDefect {
    if (fields.isEmpty()) {
      return literals.get(0);
    }
    if (fields.size() == 1 && literals.get(0).isEmpty() && literals.get(1).isEmpty()) {
      return values.value(fields.get(0));
    }
    StringBuilder result = new StringBuilder(literals.get(0));
    for (int i = 0; i < fields.size(); i++) {
      String value = values.value(fields.get(i));
      if (value == null) {
        return null;
      }
      result.append(value).append(literals.get(i + 1));
    }
    return result.toString();
  }

  /** The value that must be there. */
  String required(RecordValues values, String what) throws RecordDefect {
    String value = value(values);
    if (value == null) {
      throw new RecordDefect(
          ErrorCode.MISSING_FIELD,
          missing(values),
          "The record does not say the %s".formatted(what));
    }
    return value;
  }

  /** A name or id that must be there. */
  String name(RecordValues values, String what) throws RecordDefect {
    return checked(required(values, what), values);
  }

  /** A name or id; null when there is none. */
  @Nullable String nameIfAny(RecordValues values) throws RecordDefect {
    String value = value(values);
    return value == null ? null : checked(value, values);
  }

  private String checked(String name, RecordValues values) throws RecordDefect {
    boolean fits = name.length() <= Limits.MAX_NAME_CHARS && !name.isBlank();
    return fits ? name : Limits.name(name, pointer(values));
  }

  /** JSON Pointer to the first field of the template; empty when it has none. */
  String pointer(RecordValues values) {
    return fields.isEmpty() ? "" : values.pointer(fields.get(0));
  }

  private String missing(RecordValues values) throws RecordDefect {
    for (int field : fields) {
      if (values.value(field) == null) {
        return values.pointer(field);
      }
    }
    return pointer(values);
  }
}
