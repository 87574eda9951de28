package dev.throughline.api.intake;

import dev.throughline.ingest.map.record.RecordDecoder;
import dev.throughline.ingest.map.record.RecordMappings;
import dev.throughline.model.ThroughlineException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The decoders of records, by the name that requests give. */
@Component
final class Mappings {
  /** The name of no mapping: records are canonical events. */
  static final String CANONICAL = "";

  private final RecordDecoder canonical = RecordDecoder.canonical();
  private final Map<String, RecordDecoder> mapped =
      RecordMappings.BUILT_IN.stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), RecordMappings::builtIn));

  /**
   * The decoder of a mapping.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} when there is none of that name
   */
  RecordDecoder decoder(String name) {
    if (name.equals(CANONICAL)) {
      return canonical;
    }
    RecordDecoder known = mapped.get(name);
    return known == null ? RecordMappings.builtIn(name) : known; // which says what there is
  }
}
