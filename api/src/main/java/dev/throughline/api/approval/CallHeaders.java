package dev.throughline.api.approval;

import dev.throughline.api.findings.FindingQuestion;
import dev.throughline.api.idempotency.IdempotentCall;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.FindingId;
import dev.throughline.model.Location;
import dev.throughline.model.ThroughlineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What the headers and the address of a decision say.
 *
 * @param version that the caller saw, from {@code If-Match}
 * @param key from {@code Idempotency-Key}
 */
record CallHeaders(FindingId finding, long version, String key) {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotent-Replayed";
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  /**
   * Reads them.
   *
   * @throws ThroughlineException {@code VERSION_NEEDED} without a version, {@code STALE_VERSION}
   *     for a tag that no version has, {@code KEY_NEEDED}, {@code NOT_FOUND}
   */
  static CallHeaders of(long finding, HttpHeaders headers) {
    return new CallHeaders(
        findingId(finding),
        version(headers.getFirst(HttpHeaders.IF_MATCH)),
        IdempotentCall.checkedKey(headers.getFirst(IDEMPOTENCY_KEY)));
  }

  static FindingId findingId(long value) {
    return FindingQuestion.id(value);
  }

  private static long version(@Nullable String tag) {
    if (tag == null || tag.isBlank() || tag.equals("*")) {
      throw new ThroughlineException(
          ErrorCode.VERSION_NEEDED,
          "send the exception's tag, which is its version in quotes",
          Location.of(HttpHeaders.IF_MATCH));
    }
    Matcher matcher = TAG.matcher(tag.strip());
    if (!matcher.matches()) {
      throw new ThroughlineException(
          ErrorCode.STALE_VERSION,
          "no version of an exception has this tag",
          Location.of(HttpHeaders.IF_MATCH));
    }
    return Long.parseLong(matcher.group(1));
  }
}
