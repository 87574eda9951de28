package dev.throughline.ingest.read;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.LogHeader;

/**
 * Takes what a reader finds, in the order of the file. Each event is handed over exactly once:
 * accepted or rejected.
 */
public interface LogSink {

  /**
   * Whether this sink keeps whole events and objects. One that only takes the slices of each row
   * (mining) answers false: then it never calls {@link EventRow#toEvent}, and a reader may leave
   * out {@link #object} and whatever only whole events need. Asked once, before reading.
   */
  default boolean storesEvents() {
    return true;
  }

  /**
   * What the log says about itself; called once, before the first event, by formats that have a
   * header.
   */
  default void header(LogHeader header) {}

  /**
   * An object with its attributes and links. A case of an XES or CSV file that has attributes is an
   * object of the type 'case'. The same object may be handed over more than once.
   */
  default void object(BusinessObject object) {}

  void event(EventRow row);

  void reject(Rejection rejection);

  /** A remark on the file that loses nothing, such as an undeclared extension. */
  default void finding(Rejection finding) {}
}
