package dev.throughline.ai.features;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Groups of words that people use in notes. A word counts when it begins with one of the group's
 * stems, whatever its case; the rest of the note is not looked at.
 */
public enum NoteWords {
  TRANSPORT(
      "transport",
      "transit",
      "carrier",
      "truck",
      "lorry",
      "trailer",
      "driver",
      "unload",
      "transp",
      "freight",
      "dock",
      "arriv"),
  HANDLING(
      "handling",
      "handled",
      "forklift",
      "shelf",
      "shelv",
      "rack",
      "aisle",
      "storage",
      "stored",
      "dropp",
      "fell",
      "fallen",
      "putaway",
      "pick",
      "warehouse",
      "backroom"),
  BREAKAGE("broke", "crush", "dent", "torn", "leak", "wet", "damag", "smash", "crack", "dmg"),
  PRICE("price", "pric", "rate", "discount", "rebate", "contract", "quot", "agreed", "surcharge"),
  COUNT("short", "missing", "count", "recount", "less", "fewer", "over", "surplus", "extra"),
  UNIT("unit", "uom", "case", "cases", "carton", "each", "piece", "pack", "box", "dozen"),
  DUPLICATE("duplic", "twice", "again", "resubmit", "resent", "copy", "already", "double"),
  MAPPING("sku", "mapping", "mapp", "article", "item", "site", "unknown", "master"),
  WAITING("wait", "pending", "late", "delay", "open", "hold", "not");

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
}
