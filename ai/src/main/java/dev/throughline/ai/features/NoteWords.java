package dev.throughline.ai.features;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Groups of words that people use in notes. A word counts when it begins with one of the group's
 * stems, whatever its case; the rest of the note is not looked at.
 */
public enum NoteWords {
  TRANSPORT(
      "transit", "transp", "carrier", "truck", "lorry", "trailer", "driver", "unload", "freight",
      "dock", "arriv", "deliver", "cmr", "load"),
  HANDLING(
      "handl",
      "forklift",
      "shelf",
      "shelv",
      "rack",
      "aisle",
      "storage",
      "stored",
      "stock",
      "drop",
      "fell",
      "fall",
      "putaway",
      "pick",
      "conveyor",
      "backroom",
      "label",
      "sprinkler"),
  BREAKAGE("broke", "crush", "dent", "torn", "leak", "wet", "damag", "smash", "crack", "defect"),
  PRICE("price", "rate", "discount", "rebate", "contract", "quot", "agree", "surcharge", "list"),
  ORDER("po", "order", "buyer", "procurement", "old", "typing"),
  COUNT(
      "short",
      "missing",
      "count",
      "recount",
      "less",
      "fewer",
      "surplus",
      "extra",
      "qty",
      "quantity"),
  UNIT("unit", "uom", "case", "carton", "piece", "pack", "dozen"),
  DUPLICATE("duplic", "twice", "resubmit", "resent", "copy", "already", "double", "same"),
  RECEIPT("receipt", "gr", "posted", "posting"),
  MAPPING("sku", "mapp", "article", "item", "unknown", "master");

  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
  private static final int MIN_WORD = 3;
  private static final int MAX_WORD = 24;
  private static final int MAX_LENGTH = 2000;

  private final Pattern anyStem;

  NoteWords(String... stems) {
    this.anyStem =
        Pattern.compile(
            "(?<!\\p{L})(" + String.join("|", stems) + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** In words, such as 'transport'. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The groups of which a note has a word; only its first 2,000 characters are read. */
  public static Set<NoteWords> in(String note) {
    Set<NoteWords> found = EnumSet.noneOf(NoteWords.class);
    String read = note.substring(0, Math.min(MAX_LENGTH, note.length()));
    for (NoteWords group : values()) {
      if (group.anyStem.matcher(read).find()) {
        found.add(group);
      }
    }
    return found;
  }

  /** Words of 3 to 24 letters, in small letters; only the first 2,000 characters are read. */
  static SortedSet<String> words(String note) {
    SortedSet<String> words = new TreeSet<>();
    String read = note.substring(0, Math.min(MAX_LENGTH, note.length())).toLowerCase(Locale.ROOT);
    for (String word : NOT_LETTERS.split(read, -1)) {
      if (word.length() >= MIN_WORD && word.length() <= MAX_WORD) {
        words.add(word);
      }
    }
    return words;
  }
}
