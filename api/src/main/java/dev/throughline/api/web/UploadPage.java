package dev.throughline.api.web;

import dev.throughline.api.events.Intake;
import dev.throughline.api.events.UnderstoodFile;
import dev.throughline.ingest.map.ColumnRole;
import dev.throughline.ingest.map.MappingProposal;
import dev.throughline.ingest.map.MappingQuestion;
import dev.throughline.ingest.map.TableSample;
import dev.throughline.ingest.read.LogFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The preview of an upload: what its columns seem to mean, and what only its owner knows.
 *
 * @param columns null for formats that say themselves what means what
 */
record UploadPage(
    String id,
    String file,
    String size,
    String format,
    String log,
    boolean clear,
    List<Question> questions,
    String zone,
    List<String> zones,
    @Nullable Columns columns) {
  private static final int SHOWN_ROWS = 8;
  private static final List<String> ZONES =
      List.copyOf(new TreeSet<>(ZoneId.getAvailableZoneIds()));

  /** Something that only the owner of the file knows. */
  record Question(String title, String sentence, String key, List<FilterForm.Choice> candidates) {}

  /** What the columns of a table mean. */
  record Columns(
      List<Role> roles,
      String timestampFormat,
      String delimiter,
      String encoding,
      List<FilterForm.Choice> caseAttributes,
      List<Header> headers,
      List<List<String>> rows) {}

  /** A meaning, and the column that has it. */
  record Role(String key, String label, boolean required, List<FilterForm.Choice> columns) {}

  /** A column and its meaning; empty when it is kept as an attribute of the event. */
  record Header(String name, String meaning) {}

  static UploadPage of(UnderstoodFile file, MappingForm form) {
    MappingProposal proposal = file.proposal();
    String log = form.log().isEmpty() ? logName(file.upload().name()) : form.log();
    String zone = form.decided().getOrDefault(Intake.ZONE, "");
    return new UploadPage(
        file.upload().id(),
        file.upload().name(),
        size(file.upload().bytes()),
        formatName(file.format()),
        log,
        file.isClear(),
        proposal == null ? List.of() : questions(proposal),
        zone,
        ZONES,
        proposal == null ? null : columns(proposal));
  }

  /** The file's name without its endings. */
  private static String logName(String file) {
    return file.replaceFirst("(?<=.)\\.(?i:gz)$", "").replaceFirst("(?<=.)\\.[A-Za-z0-9]+$", "");
  }

  private static String size(long bytes) {
    return bytes < 10_000 ? Shown.count(bytes, "byte", "bytes") : Shown.count(bytes / 1000) + " kB";
  }

  private static String formatName(LogFormat format) {
    return switch (format) {
      case CSV -> "CSV";
      case XES -> "XES";
      case OCEL_JSON -> "OCEL 2.0 (JSON)";
      case OCEL_XML -> "OCEL 2.0 (XML)";
      case OCEL_SQLITE -> "OCEL 2.0 (SQLite)";
      case PARQUET -> "Parquet";
    };
  }

  private static List<Question> questions(MappingProposal proposal) {
    return proposal.questions().stream().map(UploadPage::question).toList();
  }

  private static Question question(MappingQuestion question) {
    return switch (question.code()) {
      case AMBIGUOUS_DATE ->
          new Question(
              "Which number is the day?",
              "Dates such as 03/04/2026 can be read in two ways. Choose one.",
              question.key(),
              choices(question.candidates(), ""));
      case TIME_ZONE_NEEDED ->
          new Question(
              "In which time zone were the timestamps recorded?",
              "They have no offset.",
              question.key(),
              List.of());
      default -> unclear(question);
    };
  }

  private static Question unclear(MappingQuestion question) {
    for (ColumnRole role : ColumnRole.values()) {
      if (role.key().equals(question.key())) {
        return new Question(
            "Which column is the %s?".formatted(label(role).toLowerCase(Locale.ROOT)),
            "None was recognised. Choose it below, under 'What the columns mean'.",
            question.key(),
            List.of());
      }
    }
    return new Question(
        "How are the timestamps written?",
        "They have no known format. Write it below, under 'Details', such as dd/MM/yyyy HH:mm.",
        question.key(),
        List.of());
  }

  private static List<FilterForm.Choice> choices(List<String> values, String chosen) {
    return values.stream().map(v -> new FilterForm.Choice(v, v.equals(chosen))).toList();
  }

  private static Columns columns(MappingProposal proposal) {
    TableSample table = proposal.table();
    List<Role> roles = new ArrayList<>();
    for (ColumnRole role : ColumnRole.values()) {
      String column = proposal.columns().getOrDefault(role, "");
      roles.add(
          new Role(role.key(), label(role), isRequired(role), choices(table.header(), column)));
    }
    List<FilterForm.Choice> attributes =
        table.header().stream()
            .filter(name -> !proposal.columns().containsValue(name))
            .map(name -> new FilterForm.Choice(name, proposal.caseAttributes().contains(name)))
            .toList();
    return new Columns(
        roles,
        proposal.timestampFormat() == null ? "" : proposal.timestampFormat(),
        delimiter(table.delimiter()),
        table.encoding() == null ? "" : table.encoding(),
        attributes,
        table.header().stream().map(name -> header(name, proposal)).toList(),
        rows(table));
  }

  private static Header header(String name, MappingProposal proposal) {
    for (ColumnRole role : ColumnRole.values()) {
      if (name.equals(proposal.columns().get(role))) {
        return new Header(name, label(role));
      }
    }
    return new Header(name, proposal.caseAttributes().contains(name) ? "Case attribute" : "");
  }

  private static List<List<String>> rows(TableSample table) {
    List<List<String>> rows = new ArrayList<>();
    int count = table.values().isEmpty() ? 0 : table.values().get(0).size();
    for (int row = 0; row < Math.min(SHOWN_ROWS, count); row++) {
      int index = row;
      rows.add(table.values().stream().map(column -> column.get(index)).toList());
    }
    return rows;
  }

  private static String delimiter(@Nullable Character delimiter) {
    if (delimiter == null) {
      return "";
    }
    return delimiter == '\t' ? "tab" : delimiter.toString();
  }

  private static boolean isRequired(ColumnRole role) {
    return switch (role) {
      case CASE, ACTIVITY, TIMESTAMP -> true;
      case EVENT_ID, SOURCE, RESOURCE, ROLE -> false;
    };
  }

  private static String label(ColumnRole role) {
    return switch (role) {
      case CASE -> "Case";
      case ACTIVITY -> "Activity";
      case TIMESTAMP -> "Timestamp";
      case EVENT_ID -> "Event id";
      case SOURCE -> "Source system";
      case RESOURCE -> "Who (resource)";
      case ROLE -> "Role or group";
    };
  }
}
