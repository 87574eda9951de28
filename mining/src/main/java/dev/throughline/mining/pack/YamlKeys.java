package dev.throughline.mining.pack;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one part of a pack. Each key is asked for once; what nobody asked for is an error.
 * Errors are {@code BAD_ARGUMENT} with file, line and path.
 */
final class YamlKeys {
  private final String file;
  private final String path;
  private final YamlValue.Keyed node;
  private final Set<String> asked = new HashSet<>();

  private YamlKeys(String file, String path, YamlValue.Keyed node) {
    this.file = file;
    this.path = path;
    this.node = node;
  }

  static YamlKeys of(String file, String path, YamlValue value) {
    if (value instanceof YamlValue.Keyed keyed) {
      return new YamlKeys(file, path, keyed);
    }
    throw error(file, value.line(), path, "keys with values are wanted here", null);
  }

  /** A text that must be there and must not be blank. */
  String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw error(file, node.line(), path, "the key '" + key + "' is missing", null);
    }
    return text;
  }

  @Nullable String optionalText(String key) {
    asked.add(key);
    YamlValue value = node.values().get(key);
    if (value == null) {
      return null;
    }
    if (!(value instanceof YamlValue.Scalar scalar) || scalar.text().isBlank()) {
      throw error(file, value.line(), at(key), "one text is wanted here", null);
    }
    return scalar.text().strip();
  }

  /** A text that is turned into something else; a refusal names the key. */
  <T> T value(String key, Function<String, T> reading) {
    String text = text(key);
    return read(key, text, reading);
  }

  <T> @Nullable T optionalValue(String key, Function<String, T> reading) {
    String text = optionalText(key);
    return text == null ? null : read(key, text, reading);
  }

  private <T> T read(String key, String text, Function<String, T> reading) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      YamlValue value = node.values().get(key);
      int line = value == null ? node.line() : value.line();
      throw error(
          file,
          line,
          at(key),
          "'%s' is not allowed here: %s".formatted(text, refused.getMessage()),
          refused);
    }
  }

  /** Entries in their order, each with its own keys; none when the key is absent. */
  List<Map.Entry<String, YamlKeys>> entries(String key) {
    List<Map.Entry<String, YamlKeys>> entries = new ArrayList<>();
    children(key)
        .forEach((name, value) -> entries.add(Map.entry(name, of(file, at(key, name), value))));
    return entries;
  }

  /** Names with one text each, in their order; none when the key is absent. */
  Map<String, String> texts(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    children(key)
        .forEach(
            (name, value) -> {
              if (!(value instanceof YamlValue.Scalar scalar)) {
                throw error(file, value.line(), at(key, name), "one text is wanted here", null);
              }
              texts.put(name, scalar.text().strip());
            });
    return texts;
  }

  private Map<String, YamlValue> children(String key) {
    asked.add(key);
    YamlValue value = node.values().get(key);
    if (value == null) {
      return Map.of();
    }
    if (value instanceof YamlValue.Keyed keyed) {
      return keyed.values();
    }
    throw error(file, value.line(), at(key), "names with values are wanted here", null);
  }

  /** A list of texts that must be there. */
  List<String> list(String key) {
    asked.add(key);
    YamlValue value = node.values().get(key);
    if (!(value instanceof YamlValue.Sequence sequence)) {
      throw error(file, node.line(), at(key), "a list is wanted here", null);
    }
    List<String> texts = new ArrayList<>();
    for (YamlValue element : sequence.values()) {
      if (!(element instanceof YamlValue.Scalar scalar)) {
        throw error(file, element.line(), at(key), "a list of texts is wanted here", null);
      }
      texts.add(scalar.text().strip());
    }
    return texts;
  }

  /** Makes something of all keys; a refusal names this part. */
  <T> T made(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException refused) {
      throw error(file, node.line(), path, String.valueOf(refused.getMessage()), refused);
    }
  }

  /** Refuses keys that nobody asked for. */
  void end() {
    for (Map.Entry<String, YamlValue> entry : node.values().entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw error(
            file,
            entry.getValue().line(),
            at(entry.getKey()),
            "there is no such key; there are "
                + String.join(", ", asked.stream().sorted().toList()),
            null);
      }
    }
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String at(String key, String name) {
    return at(key) + "." + name;
  }

  static ThroughlineException error(
      String file, int line, String path, String message, @Nullable Throwable cause) {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        message,
        new Location(file, line, path.isEmpty() ? null : path),
        cause);
  }
}
