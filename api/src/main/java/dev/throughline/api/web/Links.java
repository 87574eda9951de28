package dev.throughline.api.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/** Addresses of pages; whatever a log is called, its name stays one segment. */
final class Links {
  static final MultiValueMap<String, String> NO_PARAMETERS = new LinkedMultiValueMap<>();

  static String log(String name, String tab, MultiValueMap<String, String> parameters) {
    String path = "/logs/" + encoded(name) + (tab.isEmpty() ? "" : "/" + tab);
    return path + query(parameters);
  }

  static String api(String name, String resource, MultiValueMap<String, String> parameters) {
    return "/api/v1/logs/" + encoded(name) + "/" + resource + query(parameters);
  }

  static String quarantine(String name, long importId) {
    return log(name, "imports/" + importId, NO_PARAMETERS);
  }

  private static String query(MultiValueMap<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    parameters.forEach(
        (name, values) ->
            values.forEach(
                value ->
                    query
                        .append(query.isEmpty() ? '?' : '&')
                        .append(encoded(name))
                        .append('=')
                        .append(encoded(value))));
    return query.toString();
  }

  static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  /** The parameters with one value of one of them left out. */
  static MultiValueMap<String, String> without(
      MultiValueMap<String, String> parameters, String name, String value) {
    LinkedMultiValueMap<String, String> rest = new LinkedMultiValueMap<>();
    parameters.forEach(
        (key, values) -> {
          List<String> kept =
              values.stream().filter(v -> !(key.equals(name) && v.equals(value))).toList();
          if (!kept.isEmpty()) {
            rest.addAll(key, kept);
          }
        });
    return rest;
  }

  /** Both together. */
  static MultiValueMap<String, String> all(
      MultiValueMap<String, String> some, MultiValueMap<String, String> more) {
    LinkedMultiValueMap<String, String> all = new LinkedMultiValueMap<>(some);
    all.addAll(more);
    return all;
  }

  private Links() {}
}
