package dev.throughline.api.idempotency;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call that its client named, so that a repetition is known as one.
 *
 * @param principal who calls; upper and lower case alike
 * @param operation what is called, the same for REST and gRPC
 * @param key the client's name of the call, unique among this principal's calls of the operation
 * @param content everything that the effect depends on; equal for equal calls
 * @param at when it came
 */
public record IdempotentCall(
    String principal, String operation, String key, String content, Instant at) {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * @throws ThroughlineException {@code KEY_NEEDED} for a key of other than 1 to 255 visible ASCII
   *     characters
   */
  public IdempotentCall {
    key = checkedKey(key);
    principal = principal.toLowerCase(Locale.ROOT);
  }

  /** The key, if it can be one. */
  public static String checkedKey(@Nullable String key) {
    if (key == null || !KEY.matcher(key).matches()) {
      throw new ThroughlineException(
          ErrorCode.KEY_NEEDED,
          "send an idempotency key of 1 to 255 visible characters, a new one for each new call");
    }
    return key;
  }
}
