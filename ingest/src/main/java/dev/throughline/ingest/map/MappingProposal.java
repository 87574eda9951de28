package dev.throughline.ingest.map;

import dev.throughline.ingest.map.ColumnMapping.ObjectColumn;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a table seem to mean, what its user decided about that, and what only the
 * user knows. To be shown before anything is read.
 *
 * @param table header and sample values, with delimiter and encoding
 * @param columns the column of each meaning that was found, in the order of {@link ColumnRole}
 * @param timestampFormat null when unknown, and while there are several candidates
 * @param timeZone null when unknown or not needed
 * @param questions what must be answered before the table can be read; none when it can be read
 * @param decided the answers so far, by their keys
 */
public record MappingProposal(
    TableSample table,
    Map<ColumnRole, String> columns,
    @Nullable String timestampFormat,
    @Nullable ZoneId timeZone,
    List<ObjectColumn> objects,
    List<String> caseAttributes,
    List<MappingQuestion> questions,
    Map<String, String> decided) {

  private static final String CASE_PREFIX = "case:";
  private static final List<String> OBJECT_PREFIXES = List.of("object:", "ocel:type:");
  private static final List<ColumnRole> REQUIRED =
      List.of(ColumnRole.CASE, ColumnRole.ACTIVITY, ColumnRole.TIMESTAMP);

  public MappingProposal {
    EnumMap<ColumnRole, String> copy = new EnumMap<>(ColumnRole.class);
    copy.putAll(columns);
    columns = Collections.unmodifiableMap(copy);
    objects = List.copyOf(objects);
    caseAttributes = List.copyOf(caseAttributes);
    questions = List.copyOf(questions);
    decided = Collections.unmodifiableMap(new TreeMap<>(decided));
  }

  /**
   * The proposal for a table; reads its sample only.
   *
   * @param zone of timestamps without offset; null when nobody said
   */
  public static MappingProposal of(TableSample table, @Nullable ZoneId zone) {
    return build(table, zone == null ? Map.of() : Map.of(MappingOverrides.ZONE, zone.getId()));
  }

  /**
   * The proposal after its user's decisions; what was not decided is guessed again in their light.
   *
   * <p>Keys: {@code case}, {@code activity}, {@code timestamp}, {@code event-id}, {@code source},
   * {@code resource}, {@code role} name a column (empty: there is none); {@code format} as {@link
   * TimestampFormat#of}; {@code zone} such as {@code Europe/Amsterdam}; {@code delimiter} one
   * character or {@code tab}; {@code encoding}; {@code objects} as {@code COLUMN=TYPE} or {@code
   * COLUMN=TYPE@QUALIFIER}, separated by commas; {@code case-attributes}: columns, separated by
   * commas.
   *
   * @throws ThroughlineException BAD_ARGUMENT for an unknown key, column, format, zone or encoding
   */
  public MappingProposal withOverrides(Map<String, String> overrides) {
    Map<String, String> all = new LinkedHashMap<>(decided);
    all.putAll(overrides);
    return build(table, all);
  }

  private static MappingProposal build(TableSample sample, Map<String, String> decided) {
    MappingOverrides overrides = new MappingOverrides(decided);
    TableSample table = overrides.table(sample);
    Map<ColumnRole, String> columns = ColumnGuess.of(table, overrides.columns(table));
    columns.values().removeIf(String::isEmpty);
    TimestampGuess guess = timestamps(table, columns.get(ColumnRole.TIMESTAMP));
    String format = overrides.format();
    if (format == null && guess.formats().size() == 1) {
      format = guess.formats().get(0);
    }
    List<MappingQuestion> questions = new ArrayList<>(missing(table, columns));
    if (columns.containsKey(ColumnRole.TIMESTAMP)) {
      questions.addAll(aboutTime(columns, guess, format, overrides.zone()));
    }
    return new MappingProposal(
        table,
        columns,
        format,
        overrides.zone(),
        Objects.requireNonNullElseGet(overrides.objects(table), () -> objects(table, columns)),
        Objects.requireNonNullElseGet(
            overrides.caseAttributes(table), () -> caseAttributes(table, columns)),
        questions,
        decided);
  }

  private static TimestampGuess timestamps(TableSample table, @Nullable String column) {
    if (column == null) {
      return TimestampGuess.NONE;
    }
    List<String> values = table.filledValues(table.header().indexOf(column));
    // A table without rows has no format, and nothing to ask about.
    return values.isEmpty()
        ? new TimestampGuess(List.of(TimestampFormat.ISO.toString()), false, 1)
        : TimestampGuess.of(values);
  }

  private static List<MappingQuestion> missing(TableSample table, Map<ColumnRole, String> columns) {
    List<MappingQuestion> questions = new ArrayList<>();
    for (ColumnRole role : REQUIRED) {
      if (!columns.containsKey(role)) {
        questions.add(
            new MappingQuestion(
                ErrorCode.MAPPING_NEEDED,
                "No column was recognised as the %s; name it with %s=COLUMN, the columns are: %s"
                    .formatted(role.key(), role.key(), shortened(table.header())),
                role.key(),
                table.header()));
      }
    }
    return questions;
  }

  private static String shortened(List<String> header) {
    int most = 20;
    String names = String.join(", ", header.subList(0, Math.min(most, header.size())));
    return header.size() <= most ? names : names + ", and %d more".formatted(header.size() - most);
  }

  private static List<MappingQuestion> aboutTime(
      Map<ColumnRole, String> columns,
      TimestampGuess guess,
      @Nullable String format,
      @Nullable ZoneId zone) {
    String column = columns.get(ColumnRole.TIMESTAMP);
    List<MappingQuestion> questions = new ArrayList<>();
    if (format == null && guess.formats().isEmpty()) {
      questions.add(
          new MappingQuestion(
              ErrorCode.MAPPING_NEEDED,
              "The values of column '%s' are no timestamps of a known format; give it with format=PATTERN"
                  .formatted(column),
              MappingOverrides.FORMAT,
              List.of()));
    } else if (format == null) {
      questions.add(
          new MappingQuestion(
              ErrorCode.AMBIGUOUS_DATE,
              "The values of column '%s' do not show which number is the day; give format=%s"
                  .formatted(column, String.join(" or format=", guess.formats())),
              MappingOverrides.FORMAT,
              guess.formats()));
    }
    if (zone == null && guess.needsZone()) {
      questions.add(
          new MappingQuestion(
              ErrorCode.TIME_ZONE_NEEDED,
              "The timestamps of column '%s' have no offset; give their time zone with zone=ZONE, such as zone=Europe/Amsterdam"
                  .formatted(column),
              MappingOverrides.ZONE,
              List.of()));
    }
    return questions;
  }

  private static List<ObjectColumn> objects(TableSample table, Map<ColumnRole, String> columns) {
    List<ObjectColumn> result = new ArrayList<>();
    for (String column : table.header()) {
      for (String prefix : OBJECT_PREFIXES) {
        if (column.startsWith(prefix)
            && column.length() > prefix.length()
            && !columns.containsValue(column)) {
          result.add(MappingOverrides.object(column, column.substring(prefix.length())));
        }
      }
    }
    return result;
  }

  private static List<String> caseAttributes(TableSample table, Map<ColumnRole, String> columns) {
    return table.header().stream()
        .filter(name -> name.startsWith(CASE_PREFIX) && name.length() > CASE_PREFIX.length())
        .filter(name -> !columns.containsValue(name))
        .toList();
  }

  /**
   * The mapping.
   *
   * @throws ThroughlineException with the code and sentence of the first open question
   */
  public ColumnMapping orThrow() {
    if (!questions.isEmpty()) {
      throw new ThroughlineException(questions.get(0).code(), questions.get(0).sentence());
    }
    return new ColumnMapping(
        table.delimiter(),
        table.encoding(),
        Objects.requireNonNull(columns.get(ColumnRole.CASE)),
        Objects.requireNonNull(columns.get(ColumnRole.ACTIVITY)),
        Objects.requireNonNull(columns.get(ColumnRole.TIMESTAMP)),
        Objects.requireNonNull(timestampFormat),
        timeZone,
        columns.get(ColumnRole.EVENT_ID),
        columns.get(ColumnRole.SOURCE),
        columns.get(ColumnRole.RESOURCE),
        columns.get(ColumnRole.ROLE),
        objects,
        caseAttributes);
  }
}
