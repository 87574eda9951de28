package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads OCEL 2.0 in JSON, plain or compressed; see {@link OcelReader}. Rejections name the line.
 */
public final class OcelJsonReader extends OcelReader {

  @Override
  void scan(Path file, ReadOptions options, OcelHandler handler) throws IOException {
    String name = nameOf(file);
    try (InputStream in = InflatingInput.open(file, options.limits());
        JsonParser parser = factory(options.limits()).createParser(ObjectReadContext.empty(), in)) {
      new OcelJsonFile(name, parser, options.limits(), handler).read();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (JacksonException e) {
      throw failure(e, name);
    }
  }

  private static JsonFactory factory(ReadLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxFieldChars())
                .maxNameLength(limits.maxFieldChars())
                .build())
        .build();
  }

  /** The parser has one exception class for all limits; only its message says which was passed. */
  private static ThroughlineException failure(JacksonException e, String file) {
    String message = String.valueOf(e.getOriginalMessage());
    long line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNr(), 0);
    String sentence = "not readable as JSON: " + message.lines().findFirst().orElse("");
    return new ThroughlineException(
        e instanceof StreamConstraintsException ? limit(message) : syntax(message),
        sentence,
        new Location(file, line, null),
        e);
  }

  private static ErrorCode limit(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("depth")) {
      return ErrorCode.TOO_DEEP;
    }
    return lower.contains("length") ? ErrorCode.FIELD_TOO_LONG : ErrorCode.TOO_LARGE;
  }

  private static ErrorCode syntax(String message) {
    return message.contains("UTF-8") ? ErrorCode.BAD_ENCODING : ErrorCode.MALFORMED_FILE;
  }
}
