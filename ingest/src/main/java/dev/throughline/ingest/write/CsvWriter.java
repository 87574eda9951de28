package dev.throughline.ingest.write;

import dev.throughline.ingest.write.LogContent.CaseEvent;
import dev.throughline.model.Attribute;
import dev.throughline.model.AttributeValue;
import dev.throughline.model.BusinessObject;
import dev.throughline.model.Event;
import dev.throughline.model.ObjectAttribute;
import dev.throughline.model.ObjectId;
import dev.throughline.model.ObjectType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log as one CSV table (RFC 4180 with LF, UTF-8 without byte order mark) with the columns
 * that PM4Py and {@link dev.throughline.ingest.read.CsvReader} know: {@code case:concept:name},
 * {@code concept:name}, {@code time:timestamp} (UTC, six digits of a fraction), {@code event_id},
 * {@code source}, and where the log has them {@code org:resource}, {@code org:role}, {@code
 * recorded_at}, {@code case:NAME} for attributes of the case, {@code object:TYPE@QUALIFIER} for
 * other objects ({@code #2} for the second of a kind), and a column for each attribute.
 *
 * <p>A table holds less than a log: one row per event and case, cases in the order of their ids;
 * events without case do not come. Values are text; nested attributes become columns {@code
 * KEY/CHILD}; of a case attribute that changed, the last value counts; links between objects and
 * attributes of other objects are left out. XES and OCEL lose nothing.
 *
 * <p>Reads the content twice, first for the columns. Memory grows with the number of columns only.
 */
public final class CsvWriter implements LogWriter {
  static final String CASE_PREFIX = "case:";
  static final String OBJECT_PREFIX = "object:";
  private static final List<String> ALWAYS =
      List.of("case:concept:name", "concept:name", "time:timestamp", "event_id", "source");
  private static final String RESOURCE = "org:resource";
  private static final String ROLE = "org:role";
  private static final String RECORDED_AT = "recorded_at";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final ObjectType leadingType;
  private final CellText cellText;

  /**
   * A writer of one table.
   *
   * @param leadingType whose ids are the cases
   */
  public CsvWriter(ObjectType leadingType, CellText cellText) {
    this.leadingType = leadingType;
    this.cellText = cellText;
  }

  @Override
  public void write(LogContent content, OutputStream out) throws IOException {
    CsvHeader header = header(content);
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writeRow(text, header.names());
    try (Stream<CaseEvent> events = content.eventsByCase(leadingType);
        Stream<BusinessObject> objects = content.objects()) {
      CaseAttributes cases = new CaseAttributes(objects.iterator());
      Iterator<CaseEvent> rows = events.iterator();
      while (rows.hasNext()) {
        CaseEvent row = rows.next();
        Map<String, String> cells = cells(row);
        cells.putAll(cases.of(new ObjectId(row.caseId().value())));
        writeRow(text, header.row(cells));
      }
    }
    text.flush();
  }

  private CsvHeader header(LogContent content) {
    CsvHeader header = new CsvHeader(ALWAYS);
    CsvHeader attributes = new CsvHeader(List.of());
    CsvHeader ofCases = new CsvHeader(List.of());
    try (Stream<CaseEvent> events = content.eventsByCase(leadingType)) {
      events.forEach(
          row -> {
            Map<String, String> cells = cells(row);
            ALWAYS.forEach(cells::remove);
            attributes.add(List.copyOf(cells.keySet()));
          });
    }
    try (Stream<BusinessObject> objects = content.objects()) {
      objects
          .filter(object -> object.type().equals(leadingType))
          .forEach(object -> ofCases.add(List.copyOf(caseCells(object).keySet())));
    }
    header.append(ofCases.names());
    header.append(attributes.names());
    return header;
  }

  /** The cells of an event by column, in the order of its attributes. */
  private Map<String, String> cells(CaseEvent row) {
    Event event = row.event();
    CsvCells cells = new CsvCells();
    cells.put(ALWAYS.get(0), row.caseId().value());
    cells.put(ALWAYS.get(1), event.activity().value());
    cells.put(ALWAYS.get(2), TIME.format(event.occurredAt()));
    cells.put(ALWAYS.get(3), event.id().value());
    cells.put(ALWAYS.get(4), event.source().name());
    putIfPresent(cells, RESOURCE, event.resource());
    putIfPresent(cells, ROLE, event.role());
    Instant recordedAt = event.recordedAt();
    putIfPresent(cells, RECORDED_AT, recordedAt == null ? null : TIME.format(recordedAt));
    event.objects().stream()
        .filter(object -> !object.type().equals(leadingType))
        .forEach(
            object ->
                cells.put(
                    OBJECT_PREFIX
                        + object.type().value()
                        + (object.qualifier() == null ? "" : "@" + object.qualifier()),
                    object.id().value()));
    for (Attribute attribute : event.attributes()) {
      if (!repeatsField(attribute, event)) {
        cells.put("", attribute);
      }
    }
    return cells.values();
  }

  /** XES says the activity, the time and the performer as attributes, which stay on the event. */
  private static boolean repeatsField(Attribute attribute, Event event) {
    if (!attribute.children().isEmpty()) {
      return false;
    }
    return switch (attribute.key()) {
      case "concept:name" -> isText(attribute, event.activity().value());
      case RESOURCE -> isText(attribute, event.resource());
      case ROLE -> isText(attribute, event.role());
      case "time:timestamp" ->
          attribute.value() instanceof AttributeValue.Moment moment
              && moment
                  .value()
                  .toInstant()
                  .truncatedTo(ChronoUnit.MICROS)
                  .equals(event.occurredAt());
      default -> false;
    };
  }

  private static boolean isText(Attribute attribute, @Nullable String text) {
    return attribute.value() instanceof AttributeValue.Text written && written.value().equals(text);
  }

  private static void putIfPresent(CsvCells cells, String column, @Nullable String value) {
    if (value != null) {
      cells.put(column, value);
    }
  }

  private static Map<String, String> caseCells(BusinessObject object) {
    Map<String, Attribute> last = new LinkedHashMap<>();
    object.attributes().stream()
        .sorted(Comparator.comparing(ObjectAttribute::since))
        .forEach(found -> last.put(found.attribute().key(), found.attribute()));
    CsvCells cells = new CsvCells();
    last.values().forEach(attribute -> cells.put(CASE_PREFIX, attribute));
    return cells.values();
  }

  private void writeRow(Writer out, List<String> cells) throws IOException {
    String separator = "";
    for (String cell : cells) {
      out.write(separator);
      writeCell(out, cell);
      separator = ",";
    }
    out.write('\n');
  }

  private void writeCell(Writer out, String cell) throws IOException {
    boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
    String text = cellText == CellText.SPREADSHEET && formula ? "'" + cell : cell;
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    out.write(quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
  }

  /** The attributes of cases, which come in the order of the cases. */
  private final class CaseAttributes {
    private final Iterator<BusinessObject> objects;
    private @Nullable ObjectId current;
    private Map<String, String> cells = Map.of();

    CaseAttributes(Iterator<BusinessObject> objects) {
      this.objects = objects;
    }

    Map<String, String> of(ObjectId id) {
      while ((current == null || current.compareTo(id) < 0) && objects.hasNext()) {
        BusinessObject next = objects.next();
        if (next.type().equals(leadingType)) {
          current = next.id();
          cells = caseCells(next);
        }
      }
      return id.equals(current) ? cells : Map.of();
    }
  }
}
