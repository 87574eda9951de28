package dev.throughline.mining.spark;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one partition's cases, from rows of case id, name and value. Memory: one
 * reference per case and attribute beside the case ids; equal values are kept once.
 */
final class CaseAttributeTable {
  private final Map<UTF8String, UTF8String[]> byCase = new HashMap<>();
  private final Map<UTF8String, UTF8String> values = new HashMap<>();
  private final Map<UTF8String, Integer> indexes = new HashMap<>();

  CaseAttributeTable(List<String> names, Iterator<InternalRow> rows) {
    names.forEach(name -> indexes.put(UTF8String.fromString(name), indexes.size()));
    while (rows.hasNext()) {
      add(rows.next());
    }
  }

  private void add(InternalRow row) {
    Integer index = indexes.get(row.getUTF8String(1));
    if (index != null && !row.isNullAt(2)) {
      UTF8String caseId = row.getUTF8String(0);
      UTF8String[] ofCase = byCase.get(caseId);
      if (ofCase == null) {
        ofCase = new UTF8String[indexes.size()];
        byCase.put(caseId.copy(), ofCase);
      }
      ofCase[index] = kept(row.getUTF8String(2));
    }
  }

  /** Rows are overwritten by the next one, so a value that is new is copied. */
  private UTF8String kept(UTF8String value) {
    UTF8String known = values.get(value);
    if (known != null) {
      return known;
    }
    UTF8String copy = value.copy();
    values.put(copy, copy);
    return copy;
  }

  /** The value of a case's attribute, by its index among the names; null when it has none. */
  @Nullable UTF8String value(UTF8String caseId, int index) {
    UTF8String[] ofCase = byCase.get(caseId);
    return ofCase == null ? null : ofCase[index];
  }
}
