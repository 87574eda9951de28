package dev.throughline.ingest.map;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the timestamps of one column are written: one of the three named layouts, or a pattern of
 * {@link DateTimeFormatter}. Month names and AM/PM are English, upper or lower case; a date that
 * does not exist (30 February) is no timestamp.
 */
public final class TimestampFormat {

  /** What kind of parser a format needs. */
  public enum Layout {
    /**
     * {@code yyyy-MM-dd}, then {@code T} or a space, {@code HH:mm}, seconds and up to 9 digits of a
     * fraction if present, and an offset ({@code Z}, {@code +01:00}, {@code +0100}, {@code +01}) if
     * present.
     */
    ISO,
    /** Seconds since 1970-01-01T00:00:00Z, with a fraction if present. */
    EPOCH_SECONDS,
    /** Milliseconds since 1970-01-01T00:00:00Z. */
    EPOCH_MILLIS,
    PATTERN
  }

  public static final TimestampFormat ISO = new TimestampFormat("iso", Layout.ISO, null);
  public static final TimestampFormat EPOCH_SECONDS =
      new TimestampFormat("epoch-seconds", Layout.EPOCH_SECONDS, null);
  public static final TimestampFormat EPOCH_MILLIS =
      new TimestampFormat("epoch-millis", Layout.EPOCH_MILLIS, null);

  private final String name;
  private final Layout layout;
  private final @Nullable DateTimeFormatter formatter;

  private TimestampFormat(String name, Layout layout, @Nullable DateTimeFormatter formatter) {
    this.name = name;
    this.layout = layout;
    this.formatter = formatter;
  }

  /**
   * The format of that name or pattern.
   *
   * @throws ThroughlineException BAD_ARGUMENT when it is neither
   */
  public static TimestampFormat of(String name) {
    return switch (name) {
      case "iso" -> ISO;
      case "epoch-seconds" -> EPOCH_SECONDS;
      case "epoch-millis" -> EPOCH_MILLIS;
      default -> new TimestampFormat(name, Layout.PATTERN, compile(name));
    };
  }

  private static DateTimeFormatter compile(String pattern) {
    try {
      return new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern(withProlepticYear(pattern))
          .toFormatter(Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new ThroughlineException(
          ErrorCode.BAD_ARGUMENT,
          "The timestamp format must be iso, epoch-seconds, epoch-millis or a pattern such as"
              + " dd/MM/yyyy HH:mm, was '"
              + pattern
              + "'",
          null,
          e);
    }
  }

  /**
   * Strict resolving wants an era with {@code y}; nobody writes one, so {@code y} is read as {@code
   * u}.
   */
  private static String withProlepticYear(String pattern) {
    if (pattern.indexOf('G') >= 0) {
      return pattern;
    }
    StringBuilder result = new StringBuilder(pattern.length());
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      result.append(c == 'y' && !quoted ? 'u' : c);
    }
    return result.toString();
  }

  public Layout layout() {
    return layout;
  }

  /**
   * The formatter of a pattern.
   *
   * @throws IllegalStateException for another layout
   */
  public DateTimeFormatter formatter() {
    if (formatter == null) {
      throw new IllegalStateException(name + " has no formatter");
    }
    return formatter;
  }

  /** The name or pattern, as {@link #of} takes it. */
  @Override
  public String toString() {
    return name;
  }
}
