package dev.throughline.api.insights;

import dev.throughline.api.paging.PageRequest;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of variants starts.
 *
 * @param watermark of the log when the first page was read; null on the first page
 */
record VariantPosition(@Nullable Long watermark, long offset) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,18})");

  static VariantPosition parse(PageRequest page) {
    if (page.position() == null) {
      return new VariantPosition(null, 0);
    }
    Matcher parts = TEXT.matcher(page.position());
    if (!parts.matches()) {
      throw new ThroughlineException(ErrorCode.BAD_ARGUMENT, "pageToken is not one of this list");
    }
    return new VariantPosition(Long.valueOf(parts.group(1)), Long.parseLong(parts.group(2)));
  }

  String text() {
    return watermark + ":" + offset;
  }
}
