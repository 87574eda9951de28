package dev.throughline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a log says about itself before its first event (IEEE 1849-2023, section 4.1).
 *
 * @param attributes attributes of the whole log
 */
public record LogHeader(
    @Nullable String version,
    @Nullable String features,
    List<Extension> extensions,
    List<Global> globals,
    List<Classifier> classifiers,
    List<Attribute> attributes) {

  public static final LogHeader EMPTY =
      new LogHeader(null, null, List.of(), List.of(), List.of(), List.of());

  public LogHeader {
    extensions = List.copyOf(extensions);
    globals = List.copyOf(globals);
    classifiers = List.copyOf(classifiers);
    attributes = List.copyOf(attributes);
  }

  /** Attributes with a known meaning; {@code uri} is a name and is never fetched. */
  public record Extension(String name, String prefix, String uri) {}

  /** Whether something holds for traces or for events. */
  public enum Scope {
    TRACE,
    EVENT
  }

  /**
   * Attributes that every trace or every event has, with the value that holds where it is absent.
   */
  public record Global(Scope scope, List<Attribute> attributes) {
    public Global {
      attributes = List.copyOf(attributes);
    }
  }

  /** The attributes that together name an event (or trace) class, such as the activity. */
  public record Classifier(String name, Scope scope, List<String> keys) {
    public Classifier {
      keys = List.copyOf(keys);
    }
  }
}
