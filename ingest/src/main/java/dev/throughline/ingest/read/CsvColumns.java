package dev.throughline.ingest.read;

import dev.throughline.ingest.map.ColumnMapping;
import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.Location;
import dev.throughline.model.ObjectType;
import dev.throughline.model.ThroughlineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a row of a file the columns of its mapping stand.
 *
 * @param eventId, source, resource, role -1 when there is none
 * @param asked the columns of {@link ReadOptions#caseAttributes}; -1 for one that is absent
 * @param attributes the columns that mean nothing else
 */
record CsvColumns(
    List<String> header,
    int caseId,
    int activity,
    int timestamp,
    int eventId,
    int source,
    int resource,
    int role,
    List<ObjectAt> objects,
    List<Integer> caseAttributes,
    List<Integer> attributes,
    List<Integer> asked) {

  private static final String CASE_PREFIX = "case:";
  private static final int ABSENT = -1;
  private static final int MAX_NAME_LENGTH = 16_384;

  /** A column with the id of an object. */
  record ObjectAt(int column, ObjectType type, @Nullable String qualifier) {}

  /**
   * Finds the columns of the mapping in the header.
   *
   * @throws ThroughlineException MAPPING_NEEDED when the header lacks a column of the mapping
   */
  static CsvColumns of(
      List<String> header, ColumnMapping mapping, List<String> asked, Location location) {
    Finder finder = new Finder(header, location);
    int caseId = finder.required(mapping.caseId());
    int activity = finder.required(mapping.activity());
    int timestamp = finder.required(mapping.timestamp());
    int eventId = finder.optional(mapping.eventId());
    int source = finder.optional(mapping.source());
    int resource = finder.optional(mapping.resource());
    int role = finder.optional(mapping.role());
    List<ObjectAt> objects = new ArrayList<>();
    for (ObjectColumn object : mapping.objects()) {
      objects.add(
          new ObjectAt(
              finder.required(object.column()), new ObjectType(object.type()), object.qualifier()));
    }
    List<Integer> caseAttributes = mapping.caseAttributes().stream().map(finder::required).toList();
    return new CsvColumns(
        header,
        caseId,
        activity,
        timestamp,
        eventId,
        source,
        resource,
        role,
        List.copyOf(objects),
        caseAttributes,
        finder.rest(),
        asked.stream().map(name -> askedColumn(header, name)).toList());
  }

  private static int askedColumn(List<String> header, String name) {
    int exact = header.indexOf(name);
    return exact >= 0 ? exact : header.indexOf(CASE_PREFIX + name);
  }

  /**
   * The names of columns: as in the header, without blanks around; {@code column 3} for one without
   * name; {@code name (2)} for the second of one name.
   */
  static List<String> names(List<String> fields) {
    Set<String> used = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String field : fields) {
      String name = field.isBlank() ? "column " + (names.size() + 1) : field.strip();
      String different = name;
      for (int i = 2; !used.add(different); i++) {
        different = name + " (" + i + ")";
      }
      names.add(different);
    }
    return names;
  }

  /** The name of a case attribute: its column's, without {@code case:}. */
  String caseAttributeName(int column) {
    String name = header.get(column);
    return name.startsWith(CASE_PREFIX) ? name.substring(CASE_PREFIX.length()) : name;
  }

  /** Finds columns by name, and knows which ones nobody asked for. */
  private static final class Finder {
    private final List<String> header;
    private final Location location;
    private final Set<Integer> found = new HashSet<>();

    Finder(List<String> header, Location location) {
      this.header = header;
      this.location = location;
      for (String name : header) {
        if (name.length() > MAX_NAME_LENGTH) {
          throw new ThroughlineException(
              ErrorCode.FIELD_TOO_LONG,
              "A column has a name of more than 16384 characters",
              location);
        }
      }
    }

    int required(String name) {
      int index = header.indexOf(name);
      if (index < 0) {
        throw new ThroughlineException(
            ErrorCode.MAPPING_NEEDED,
            "The mapping names the column '%s', which the header does not have".formatted(name),
            location);
      }
      found.add(index);
      return index;
    }

    int optional(@Nullable String name) {
      return name == null ? ABSENT : required(name);
    }

    List<Integer> rest() {
      List<Integer> result = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        if (!found.contains(i)) {
          result.add(i);
        }
      }
      return List.copyOf(result);
    }
  }
}
