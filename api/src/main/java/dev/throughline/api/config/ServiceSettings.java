package dev.throughline.api.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings that differ from their defaults, by the full name of the property ({@code
 * throughline.http.port}).
 */
public record ServiceSettings(Map<String, String> properties) {
  public static final ServiceSettings DEFAULTS = new ServiceSettings(Map.of());

  public ServiceSettings {
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** These settings with one changed. */
  public ServiceSettings with(String property, String value) {
    TreeMap<String, String> changed = new TreeMap<>(properties);
    changed.put(property, value);
    return new ServiceSettings(changed);
  }

  String[] toArguments() {
    return properties.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }
}
