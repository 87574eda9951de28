package dev.throughline.ingest.read;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads XES, the eXtensible Event Stream (IEEE 1849-2016 and -2023, and the 1.0 and 2.0 before
 * them), plain or gzip-compressed, as a stream: memory holds one event and the attributes of one
 * trace, and 16 to 32 bytes per trace name when the sink stores events.
 *
 * <p>What becomes what:
 *
 * <ul>
 *   <li>A trace is a case, its {@code concept:name} the case id; traces of one name are one case. A
 *       trace without a name is called {@code trace-<n>}, by its position from 1. Its attributes
 *       are those of an object of the type 'case'; a trace that has nothing but a name and events
 *       hands no object over.
 *   <li>An event's activity is {@code concept:name}, its moment {@code time:timestamp} with its
 *       offset, its resource {@code org:resource}, its role {@code org:role} or else {@code
 *       org:group}, its source the attribute {@code system} or else the source of the options. Only
 *       attributes directly below the event count. Events without activity or moment are rejected.
 *   <li>All attributes of an event stay in {@link dev.throughline.model.Event#attributes} as well,
 *       in their order and with their types, also those that became a field: they hold what the
 *       fields cannot, such as the offset of a timestamp. A writer of another format leaves out
 *       those that repeat a field. {@value #SOURCE_KEY} and {@value #RECORDED_AT_KEY}, which our
 *       own writer adds, become fields only.
 *   <li>The event id is {@code identity:id}; without one it is made from the case, the event's
 *       place in it and all its attributes, and starts with {@value #DERIVED_ID_PREFIX}.
 *   <li>An event outside all traces belongs to no case and is rejected.
 *   <li>Global attributes are kept in the header and never fill in what an event lacks: the
 *       standard wants a value there for elements that a tool makes anew, and real logs hold
 *       placeholders such as 'name' or 1970-01-01.
 * </ul>
 *
 * <p>What is wrong ends as little as possible: a wrong attribute ends its event, which is rejected;
 * in a trace, a global or the log it is kept as text, with a finding. Elements in a wrong place
 * become findings. Only a file that is not well-formed, does not start with {@code <log>}, holds a
 * DOCTYPE or passes a limit is refused. The file {@code docs/reference/xes-verdicts.md} has the
 * whole list.
 */
public final class XesReader implements LogReader {
  /** The key under which our writer keeps the source of an event, or of a log. */
  public static final String SOURCE_KEY = "throughline.source";

  /** The key under which our writer keeps when an event was recorded. */
  public static final String RECORDED_AT_KEY = "throughline.recordedAt";

  /** What ids start with that were made here, because the log has none. */
  public static final String DERIVED_ID_PREFIX = "xes-";

  static final int MAX_NAME_LENGTH = 16_384;

  @Override
  public void read(Path file, ReadOptions options, LogSink sink) throws IOException {
    try (XmlInput xml = XmlInput.open(file, options.limits())) {
      new XesLog(new XesContext(xml, options, sink)).read();
    }
  }
}
