package dev.throughline.ingest.read;

import dev.throughline.model.ErrorCode;
import java.util.Map;

/** Takes the parts of an OCEL file in the order in which they stand there. */
interface OcelHandler {

  /** Whether {@link #event} wants to be called; when not, the parser may skip events. */
  boolean wantsEvents();

  /**
   * A declared event type.
   *
   * @param attributes the word for its type by the attribute's name
   */
  void eventType(String name, Map<String, String> attributes, long line);

  /** A declared object type; arguments as for {@link #eventType}. */
  void objectType(String name, Map<String, String> attributes, long line);

  void object(OcelElement object);

  void event(OcelElement event);

  /** Something outside of events and objects that is not as the format says. */
  void remark(ErrorCode code, String message, long line);
}
