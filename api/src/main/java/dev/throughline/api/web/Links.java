package dev.throughline.api.web;

import dev.throughline.model.CaseId;
import dev.throughline.model.FindingId;
import dev.throughline.model.LogName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/** Addresses of pages; whatever a log is called, its name stays one segment. */
public final class Links {
  public static final MultiValueMap<String, String> NO_PARAMETERS = new LinkedMultiValueMap<>();

  public static String log(String name, String tab, MultiValueMap<String, String> parameters) {
    String path = "/logs/" + encoded(name) + (tab.isEmpty() ? "" : "/" + tab);
    return path + query(parameters);
  }

  static String api(String name, String resource, MultiValueMap<String, String> parameters) {
    return "/api/v1/logs/" + encoded(name) + "/" + resource + query(parameters);
  }

  /** The queue, or what the parameters select of it. */
  public static String exceptions(MultiValueMap<String, String> parameters) {
    return "/exceptions" + query(parameters);
  }

  public static String exception(FindingId id) {
    return "/exceptions/" + id;
  }

  public static String caseOf(LogName log, CaseId id) {
    return "/cases/" + encoded(log.value()) + "/" + encoded(id.value());
  }

  static String quarantine(String name, long importId) {
    return log(name, "imports/" + importId, NO_PARAMETERS);
  }

  /** {@code ?a=1&b=2}; empty without parameters. */
  public static String query(MultiValueMap<String, String> parameters) {
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

  public static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }

  /** The parameters with one value of one of them left out. */
  public static MultiValueMap<String, String> without(
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
  public static MultiValueMap<String, String> all(
      MultiValueMap<String, String> some, MultiValueMap<String, String> more) {
    LinkedMultiValueMap<String, String> all = new LinkedMultiValueMap<>(some);
    all.addAll(more);
    return all;
  }

  private Links() {}
}
