package dev.throughline.model;

import java.util.regex.Pattern;

/**
 * What kind of exception was found, as a process pack names it: lower-case words joined by hyphens,
 * such as {@code quantity-short}.
 */
public record FindingType(String value) implements Comparable<FindingType> {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 64;

  public FindingType {
    if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "finding type must be lower-case words joined by hyphens, was '" + value + "'");
    }
  }

  /** In words, such as 'quantity short'. */
  public String words() {
    return value.replace('-', ' ');
  }

  @Override
  public int compareTo(FindingType other) {
    return Names.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
