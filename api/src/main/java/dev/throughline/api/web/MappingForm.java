package dev.throughline.api.web;

import dev.throughline.api.events.Intake;
import dev.throughline.ingest.map.ColumnRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * What somebody decided about a file, as the form sends it.
 *
 * @param log the name of the log to import into; empty at first
 * @param decided the decisions, by the keys of a mapping; what was left open is absent
 */
record MappingForm(String log, Map<String, String> decided) {
  static final MappingForm FIRST = new MappingForm("", Map.of());
  static final String FORMAT = "format";
  static final String DELIMITER = "delimiter";
  static final String ENCODING = "encoding";
  static final String SHOWN = "shown-";
  static final String CASE_ATTRIBUTES = "case-attributes";

  static MappingForm of(MultiValueMap<String, String> form) {
    Map<String, String> decided = new LinkedHashMap<>();
    for (String key : List.of(Intake.ZONE, DELIMITER, ENCODING)) {
      putFilled(decided, key, form);
    }
    if (!isChanged(DELIMITER, form) && !isChanged(ENCODING, form)) {
      putColumns(decided, form);
    }
    String log = form.getFirst("log");
    return new MappingForm(log == null ? "" : log, decided);
  }

  /** Columns of the table as it was shown; with another delimiter there are others. */
  private static void putColumns(Map<String, String> decided, MultiValueMap<String, String> form) {
    for (ColumnRole role : ColumnRole.values()) {
      String column = form.getFirst(role.key());
      if (column != null) {
        decided.put(role.key(), column);
      }
    }
    if (!isChanged(ColumnRole.TIMESTAMP.key(), form)) {
      putFilled(decided, FORMAT, form);
    }
    if (form.containsKey(SHOWN + CASE_ATTRIBUTES)) {
      decided.put(CASE_ATTRIBUTES, String.join(",", form.getOrDefault(CASE_ATTRIBUTES, List.of())));
    }
  }

  private static void putFilled(
      Map<String, String> decided, String key, MultiValueMap<String, String> form) {
    String value =
        form.getOrDefault(key, List.of()).stream()
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    if (!value.isEmpty()) {
      decided.put(key, value);
    }
  }

  private static boolean isChanged(String key, MultiValueMap<String, String> form) {
    String shown = form.getFirst(SHOWN + key);
    return shown != null && !shown.equals(form.getFirst(key));
  }
}
