package dev.throughline.api.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in its one canonical form (RFC 8785), so that equal content has equal bytes. Values
 * are texts, whole numbers, truth values, lists and objects; amounts and moments are written as
 * texts.
 */
public final class CanonicalJson {
  /** Beyond this JSON's numbers, which are doubles, are not exact. */
  private static final long MAX_EXACT = (1L << 53) - 1;

  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The object as one line of text.
   *
   * @throws IllegalArgumentException for a value of another type, a number that is not exact, or a
   *     text that is not well-formed Unicode
   */
  public static String write(Map<String, ?> object) {
    CanonicalJson json = new CanonicalJson();
    json.writeObject(object);
    return json.out.toString();
  }

  private void writeValue(Object value) {
    if (value instanceof String text) {
      writeText(text);
    } else if (value instanceof Long || value instanceof Integer) {
      writeNumber(((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      out.append(truth.booleanValue());
    } else if (value instanceof Map<?, ?> object) {
      writeObject(object);
    } else if (value instanceof List<?> list) {
      writeList(list);
    } else {
      throw new IllegalArgumentException("not a value of an audit entry: " + value.getClass());
    }
  }

  /** Sorted by UTF-16 code units, as the RFC asks; that is the order of {@link String}. */
  private void writeObject(Map<?, ?> object) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    object.forEach((name, value) -> sorted.put((String) name, value));
    char separator = '{';
    for (Map.Entry<String, Object> field : sorted.entrySet()) {
      out.append(separator);
      writeText(field.getKey());
      out.append(':');
      writeValue(field.getValue());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void writeList(List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      writeValue(list.get(i));
    }
    out.append(']');
  }

  private void writeNumber(long number) {
    if (Math.abs(number) > MAX_EXACT) {
      throw new IllegalArgumentException("number is not exact in JSON: " + number);
    }
    out.append(number);
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        i += requirePair(text, i);
        out.appendCodePoint(text.codePointAt(i - 1));
      } else {
        writeCharacter(c);
      }
    }
    out.append('"');
  }

  private static int requirePair(String text, int index) {
    if (Character.isSupplementaryCodePoint(text.codePointAt(index))) {
      return 1;
    }
    throw new IllegalArgumentException("text is not well-formed Unicode");
  }

  private void writeCharacter(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < FIRST_PRINTABLE) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
