package dev.throughline.ingest.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The columns of a table whose rows have different cells. A new column goes next to those that it
 * first came with, so that the order of the cells of a row is kept as far as rows agree on one.
 */
final class CsvHeader {
  private final List<String> names;
  private final Set<String> known;

  CsvHeader(List<String> names) {
    this.names = new ArrayList<>(names);
    known = new HashSet<>(names);
  }

  /** Takes the columns of one row, in their order. */
  void add(List<String> columns) {
    if (known.containsAll(columns)) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (known.add(columns.get(i))) {
        names.add(place(columns, i), columns.get(i));
      }
    }
  }

  /** Behind the column before it; for a row's first column, before the next one that is known. */
  private int place(List<String> columns, int index) {
    if (index > 0) {
      return names.indexOf(columns.get(index - 1)) + 1;
    }
    for (String next : columns) {
      int found = names.indexOf(next);
      if (found >= 0) {
        return found;
      }
    }
    return names.size();
  }

  void append(List<String> columns) {
    for (String column : columns) {
      if (known.add(column)) {
        names.add(column);
      }
    }
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** The cells in the order of the columns; absent ones are empty. */
  List<String> row(Map<String, String> cells) {
    return names.stream().map(name -> cells.getOrDefault(name, "")).toList();
  }
}
