package dev.throughline.ingest.read;

import dev.throughline.ingest.read.CsvScannerTest.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 as plainly as it can be written, with the rule for broken rows: the scanner's oracle.
 */
final class SlowCsv {
  private final String text;
  private int at;

  private SlowCsv(String text) {
    this.text = text;
  }

  static List<Row> parse(String text) {
    SlowCsv csv = new SlowCsv(text);
    List<Row> rows = new ArrayList<>();
    while (csv.at < text.length()) {
      Row row = csv.row();
      if (row.problem() != null || !row.raw().isEmpty()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row() {
    int start = at;
    long line = 1 + breaksBefore(start);
    List<String> fields = new ArrayList<>();
    String problem = null;
    boolean more = true;
    while (more && problem == null) {
      more = false;
      if (peek() == '"') {
        problem = quoted(fields);
      } else {
        int from = at;
        while (!isBreakOrEnd() && peek() != ',') {
          at++;
        }
        fields.add(text.substring(from, at));
      }
      if (problem == null && peek() == ',') {
        at++;
        more = true;
      }
    }
    if (problem != null) {
      fields.clear();
      at = start;
      while (!isBreakOrEnd()) {
        at++;
      }
    }
    String raw = text.substring(start, at);
    skipBreak();
    return new Row(line, fields, problem, raw);
  }

  private @Nullable String quoted(List<String> fields) {
    StringBuilder field = new StringBuilder();
    at++;
    while (true) {
      if (at == text.length()) {
        return "UNCLOSED_QUOTE";
      }
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (peek() == '"') {
        field.append('"');
        at++;
      } else {
        fields.add(field.toString());
        return isBreakOrEnd() || peek() == ',' ? null : "TEXT_AFTER_QUOTE";
      }
    }
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private boolean isBreakOrEnd() {
    return peek() == -1 || peek() == '\n' || peek() == '\r';
  }

  private void skipBreak() {
    if (peek() == '\r') {
      at++;
      if (peek() == '\n') {
        at++;
      }
    } else if (peek() == '\n') {
      at++;
    }
  }

  private long breaksBefore(int end) {
    return text.substring(0, end)
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .chars()
        .filter(c -> c == '\n')
        .count();
  }
}
