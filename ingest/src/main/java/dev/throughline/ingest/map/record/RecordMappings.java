package dev.throughline.ingest.map.record;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mappings from records of a source's own shape to events. */
public final class RecordMappings {
  /** Those that come with the program: {@code mappings/NAME.yaml}. */
  public static final List<String> BUILT_IN = List.of("erp", "supplier-invoices", "wms");

  /**
   * The decoder of a mapping.
   *
   * @param yaml as docs/reference/event-format.md describes
   * @param file the name of the text, for errors
   * @throws ThroughlineException BAD_ARGUMENT, with line and key, when it is no such mapping
   */
  public static RecordDecoder read(String yaml, String file) {
    return new MappedDecoder(RecordMappingYaml.read(yaml, file));
  }

  /**
   * The decoder of a mapping that comes with the program.
   *
   * @throws ThroughlineException BAD_ARGUMENT when there is none of that name
   */
  public static RecordDecoder builtIn(String name) {
    return read(yaml(name), name + ".yaml");
  }

  /**
   * The text of a mapping that comes with the program, to start an own one from.
   *
   * @throws ThroughlineException BAD_ARGUMENT when there is none of that name
   */
  public static String yaml(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "There is no mapping '%s'; there are: %s".formatted(name, String.join(", ", BUILT_IN)));
    }
    String resource = "/mappings/" + name + ".yaml";
    try (@Nullable InputStream in = RecordMappings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RecordMappings() {}
}
