package dev.throughline.api.commandline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints one JSON document: fields in the order of the record, numbers without exponent, UTF-8. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  static void print(Object value, OutputStream out) {
    PrintStream utf8 = new PrintStream(out, false, StandardCharsets.UTF_8);
    MAPPER.writeValue(utf8, value);
    utf8.print('\n');
    utf8.flush();
  }

  private Json() {}
}
