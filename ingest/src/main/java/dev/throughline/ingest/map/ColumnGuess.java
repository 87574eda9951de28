package dev.throughline.ingest.map;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guesses what the columns of a table mean: from their names first, from their values where the
 * names tie or mislead. A column never gets two meanings; the earlier column wins a tie.
 */
final class ColumnGuess {
  private static final String CASE_PREFIX = "case:";
  private static final int MIN_VALUES = 20;
  private static final int ONLY_TIMESTAMPS = 50;

  /* The surest meanings first, because each takes its column away from the next. */
  private static final List<ColumnRole> ORDER =
      List.of(
          ColumnRole.TIMESTAMP,
          ColumnRole.CASE,
          ColumnRole.ACTIVITY,
          ColumnRole.EVENT_ID,
          ColumnRole.RESOURCE,
          ColumnRole.ROLE,
          ColumnRole.SOURCE);

  private final TableSample table;
  private final List<TimestampGuess> timestamps = new ArrayList<>();
  private final List<Integer> filled = new ArrayList<>();
  private final List<Integer> distinct = new ArrayList<>();

  private ColumnGuess(TableSample table) {
    this.table = table;
    for (int column = 0; column < table.header().size(); column++) {
      List<String> values = table.filledValues(column);
      timestamps.add(TimestampGuess.of(values));
      filled.add(values.size());
      distinct.add(new HashSet<>(values).size());
    }
  }

  /**
   * @param decided what is known already, by role
   */
  static Map<ColumnRole, String> of(TableSample table, Map<ColumnRole, String> decided) {
    Map<ColumnRole, String> result = new EnumMap<>(ColumnRole.class);
    result.putAll(decided);
    if (beginsWithData(table)) {
      return result;
    }
    ColumnGuess guess = new ColumnGuess(table);
    Set<String> taken = new HashSet<>(decided.values());
    for (ColumnRole role : ORDER) {
      if (!result.containsKey(role)) {
        int best = guess.best(role, taken);
        if (best >= 0) {
          result.put(role, table.header().get(best));
          taken.add(table.header().get(best));
        }
      }
    }
    return result;
  }

  /** No column is named like a point in time: such a first row is no header. */
  private static boolean beginsWithData(TableSample table) {
    return table.header().stream()
        .map(name -> TimestampGuess.of(List.of(name)))
        .anyMatch(guess -> guess.isTimestamps() && !guess.isNumbers());
  }

  private int best(ColumnRole role, Set<String> taken) {
    int best = -1;
    int bestScore = 0;
    for (int column = 0; column < table.header().size(); column++) {
      int score = taken.contains(table.header().get(column)) ? 0 : score(role, column);
      if (score > bestScore) {
        best = column;
        bestScore = score;
      }
    }
    return best;
  }

  private int score(ColumnRole role, int column) {
    String header = table.header().get(column);
    boolean caseColumn = header.startsWith(CASE_PREFIX);
    if (caseColumn && role != ColumnRole.CASE) {
      return 0;
    }
    int named = HeaderNames.score(header, role);
    return switch (role) {
      case TIMESTAMP -> timestampScore(column, named);
      case CASE -> named == 0 || isTimestamps(column) ? 0 : named - casePenalty(column);
      case ACTIVITY -> named == 0 || isTimestamps(column) ? 0 : named - activityPenalty(column);
      case EVENT_ID -> isUnique(column) ? named : 0;
      case RESOURCE, ROLE, SOURCE -> isTimestamps(column) ? 0 : named;
    };
  }

  private int timestampScore(int column, int named) {
    if (filled.get(column) == 0) {
      return named;
    }
    TimestampGuess guess = timestamps.get(column);
    if (!guess.isTimestamps()) {
      return 0;
    }
    return named > 0 || guess.isNumbers() ? named : ONLY_TIMESTAMPS;
  }

  private boolean isTimestamps(int column) {
    TimestampGuess guess = timestamps.get(column);
    return guess.isTimestamps() && !guess.isNumbers();
  }

  private boolean isUnique(int column) {
    return filled.get(column).equals(distinct.get(column))
        && filled.get(column) == table.values().get(column).size();
  }

  /** A case has several events, so its ids repeat. */
  private int casePenalty(int column) {
    int values = filled.get(column);
    return values >= MIN_VALUES && distinct.get(column) == values ? 400 : 0;
  }

  /** Activities are few, and have names. */
  private int activityPenalty(int column) {
    int values = filled.get(column);
    boolean unique = values >= MIN_VALUES && distinct.get(column) > values * 0.9;
    boolean numbers =
        values > 0
            && table.filledValues(column).stream()
                .allMatch(v -> v.chars().allMatch(Character::isDigit));
    return (unique ? 400 : 0) + (numbers ? 250 : 0);
  }
}
