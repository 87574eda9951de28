package dev.throughline.ingest.write;

/** How text is written into the cells of a CSV file. */
public enum CellText {
  /** As it is, so that reading the file again gives the same text. */
  EXACT,
  /**
   * For spreadsheets, which run a cell as a formula when it begins with {@code =}, {@code +},
   * {@code -}, {@code @}, a tab or a carriage return: such text gets an apostrophe in front.
   * Reading the file again gives text with apostrophes.
   */
  SPREADSHEET
}
