package dev.throughline.api.paging;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which page a caller wants (AIP-158): {@code pageSize} is {@value #DEFAULT_SIZE} unless given and
 * at most {@value #MAX_SIZE}; {@code pageToken} is what the page before said comes next.
 *
 * @param size rows per page
 * @param scope what is listed, with all other parameters; a token of another list is refused
 * @param position where this page starts, in the words of whoever made the list; null for the first
 */
public record PageRequest(int size, String scope, @Nullable String position) {
  public static final int DEFAULT_SIZE = 50;
  public static final int MAX_SIZE = 1_000;
  public static final String SIZE_PARAMETER = "pageSize";
  public static final String TOKEN_PARAMETER = "pageToken";

  private static final char SEPARATOR = '\n';

  /**
   * Reads the two parameters.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} for a size below 0, or a token that is not of
   *     this list
   */
  public static PageRequest of(String scope, MultiValueMap<String, String> parameters) {
    return new PageRequest(
        size(parameters.getFirst(SIZE_PARAMETER)),
        scope,
        position(scope, parameters.getFirst(TOKEN_PARAMETER)));
  }

  private static int size(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return DEFAULT_SIZE;
    }
    try {
      int size = Integer.parseInt(text);
      if (size >= 0) {
        return size == 0 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE);
      }
    } catch (NumberFormatException notANumber) {
      // refused below, together with negative numbers
    }
    throw new ThroughlineException(
        ErrorCode.BAD_ARGUMENT, "pageSize must be a whole number from 0, was '" + text + "'");
  }

  private static @Nullable String position(String scope, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return null;
    }
    String text = decoded(token);
    int cut = text.indexOf(SEPARATOR);
    if (cut < 0 || !text.substring(0, cut).equals(Integer.toHexString(scope.hashCode()))) {
      throw badToken();
    }
    return text.substring(cut + 1);
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw badToken();
    }
  }

  private static ThroughlineException badToken() {
    return new ThroughlineException(
        ErrorCode.BAD_ARGUMENT,
        "pageToken does not belong to this list; start again without it and with equal parameters");
  }

  /**
   * The position as a number from 0; 0 for the first page.
   *
   * @throws ThroughlineException {@code BAD_ARGUMENT} when it is none
   */
  public long offset() {
    if (position == null) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(position);
    } catch (NumberFormatException forged) {
      throw badToken();
    }
  }

  /**
   * The page made of rows that were read from the position on, one more than fits when there are
   * more.
   *
   * @param next the position after the last row of the page
   */
  public <R, T> Page<T> page(List<R> rows, Function<R, T> toItem, Function<List<R>, String> next) {
    List<R> shown = rows.size() > size ? rows.subList(0, size) : rows;
    List<T> items = shown.stream().map(toItem).toList();
    return new Page<>(items, rows.size() > size ? token(next.apply(shown)) : "");
  }

  private String token(String nextPosition) {
    String text = Integer.toHexString(scope.hashCode()) + SEPARATOR + nextPosition;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
