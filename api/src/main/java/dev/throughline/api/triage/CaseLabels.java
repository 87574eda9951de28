package dev.throughline.api.triage;

import dev.throughline.model.CaseId;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Reason;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reasons of cases that are known from elsewhere: one JSON object on each line, with {@code case}
 * and {@code cause}. Without a cause nothing went wrong, and what was found is {@link
 * Reason#OTHER}.
 */
public final class CaseLabels {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a file.
   *
   * @throws ThroughlineException {@code BAD_VALUE} for a line that is none, {@code FILE_NOT_FOUND}
   */
  public static Map<CaseId, Reason> read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new ThroughlineException(ErrorCode.FILE_NOT_FOUND, file + " cannot be read");
    }
    Map<CaseId, Reason> reasons = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        add(reasons, line, file.getFileName() + ", line " + number);
      }
    }
    return reasons;
  }

  private static void add(Map<CaseId, Reason> reasons, String line, String place) {
    try {
      JsonNode label = JSON.readTree(line);
      String cause = label.path("cause").stringValue(Reason.OTHER.name());
      reasons.put(new CaseId(label.path("case").stringValue()), Reason.valueOf(cause));
    } catch (JacksonException | IllegalArgumentException wrong) {
      throw new ThroughlineException(
          ErrorCode.BAD_VALUE, place + " is no case with its cause", null, wrong);
    }
  }

  private CaseLabels() {}
}
