package dev.throughline.ai.summary;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a text says only what the facts say. Deterministic; knows nothing of the model that wrote
 * the text, and believes none of it. A text passes when
 *
 * <ul>
 *   <li>it is short, in plain characters, without markup and links;
 *   <li>every number, percentage, date and time is one of the facts, in whatever notation;
 *   <li>every identifier and name is, letter by letter, one of the facts;
 *   <li>every other word is in a closed list of plain words, or in the facts' own words. So neither
 *       a name in small letters nor another language gets through, and no word that tells the
 *       reader to do something.
 * </ul>
 *
 * That a sentence connects true facts wrongly cannot be seen here: a summary is never an input to a
 * rule, an amount or an approval.
 */
final class GroundingCheck {
  // What is recognised is blanked out, the most specific first: names, then dates, times, numbers.
  // Whatever is left must be words; a digit that is left belongs to nothing that is known.
  static final int MAX_LENGTH = 800;

  /** Stands for what was recognised; no text may have it. */
  static final String NAME = "~";

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9À-ÖØ-öø-ÿ \\n.,;:!?'’\"()%/&+€$£–—-]*");
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)\\b(?:https?|www|ftp|mailto)\\b|/{2}|[\\p{L}\\d]\\.[\\p{L}]|\\.(?:com|net|org|io)\\b");
  private static final Pattern CURRENCY_SIGN = Pattern.compile("[€$£]");
  private static final Pattern WORD_EDGE = Pattern.compile("[\\s.,;:!?'’\"()%/&+–—-]+");
  private static final Set<String> CAPITALS = Set.of("ERP", "WMS", "SKU", "PO", "UTC");
  private static final Set<String> WORDS = plainWords();

  private final Grounds grounds;

  GroundingCheck(Grounds grounds) {
    this.grounds = grounds;
  }

  /** What is wrong with a text, for operators; absent when it may be shown. */
  Optional<String> objection(String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      return Optional.of("it has %d characters".formatted(text.length()));
    }
    String rest = withoutNames(text);
    if (text.contains(NAME) || !PLAIN.matcher(rest.replace(NAME, "")).matches()) {
      return Optional.of("it has markup or unusual characters");
    }
    if (LINK.matcher(rest).find()) {
      return Optional.of("it has a link");
    }
    Matcher sign = CURRENCY_SIGN.matcher(rest);
    while (sign.find()) {
      if (!grounds.hasCurrencySign(sign.group())) {
        return Optional.of("the currency sign " + sign.group() + " is not among the facts");
      }
    }
    NotationCheck notations = new NotationCheck(grounds, sign.replaceAll(" "));
    return notations.objection().or(() -> wordObjection(notations.rest()));
  }

  /** The text with every name that is a fact, and stands on its own, blanked out. */
  private String withoutNames(String text) {
    String rest = text;
    for (String name : grounds.names()) {
      rest =
          Pattern.compile(
                  "(?<![\\p{L}\\p{Nd}/_.-])"
                      + Pattern.quote(name)
                      + "(?![\\p{L}\\p{Nd}/_]|[.-][\\p{L}\\p{Nd}])")
              .matcher(rest)
              .replaceAll(" " + NAME + " ");
    }
    return rest;
  }

  private Optional<String> wordObjection(String rest) {
    boolean isSentenceStart = true;
    Matcher tokens = Pattern.compile("\\S+").matcher(rest);
    while (tokens.find()) {
      String token = tokens.group();
      boolean isFirst = true;
      for (String word : WORD_EDGE.split(token, -1)) {
        if (!word.isEmpty() && !word.equals(NAME)) {
          if (!isWord(word, isSentenceStart && isFirst)) {
            return Optional.of("'" + word + "' is not among the facts");
          }
          isFirst = false;
        }
      }
      isSentenceStart =
          endsSentence(token) || (isSentenceStart && isFirst && !token.contains(NAME));
    }
    return Optional.empty();
  }

  private static boolean endsSentence(String token) {
    char last = token.charAt(token.length() - 1);
    return last == '.' || last == '!' || last == '?' || last == ':';
  }

  private boolean isWord(String word, boolean mayBeCapital) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (CAPITALS.contains(word)) {
      return true;
    }
    boolean isCapital = !word.equals(lower);
    boolean isTitle =
        isCapital && word.equals(Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
    if (isCapital && !(mayBeCapital && isTitle)) {
      return false;
    }
    return WORDS.contains(lower) || grounds.hasWord(lower);
  }

  private static Set<String> plainWords() {
    try (InputStream in = GroundingCheck.class.getResourceAsStream("words.txt")) {
      if (in == null) {
        throw new IllegalStateException("words.txt is not on the class path");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      Set<String> words =
          lines
              .lines()
              .filter(line -> !line.startsWith("#"))
              .flatMap(line -> List.of(WORD_EDGE.split(line, -1)).stream())
              .filter(word -> !word.isEmpty())
              .collect(Collectors.toCollection(HashSet::new));
      words.add("s"); // of a genitive, after its apostrophe
      return Set.copyOf(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
