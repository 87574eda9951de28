package dev.throughline.model;

import org.jspecify.annotations.Nullable;

/**
 * Where in the input something is.
 *
 * @param file its name, without folders
 * @param line from 1 (a row number in formats without lines); 0 when the whole file is meant
 * @param field column, element or key; null when the whole line is meant
 */
public record Location(String file, long line, @Nullable String field) {
  public static Location of(String file) {
    return new Location(file, 0, null);
  }

  /** {@code file:line: field}, the parts that are known. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return field == null ? place : place + ": " + field;
  }
}
