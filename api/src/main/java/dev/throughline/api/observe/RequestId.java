package dev.throughline.api.observe;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The id under which a request is found in the log: what the caller sent as {@code X-Request-Id},
 * else the trace id of its {@code traceparent} (W3C Trace Context, section 3.2), else a new one.
 */
public final class RequestId {
  static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  /** The same id for the whole life of the exchange. */
  public static String of(ServerWebExchange exchange) {
    String known = exchange.getAttribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    String id = find(exchange);
    exchange.getAttributes().put(ATTRIBUTE, id);
    return id;
  }

  private static String find(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getRequest().getHeaders();
    String sent = headers.getFirst(HEADER);
    if (sent != null && SAFE.matcher(sent).matches()) {
      return sent;
    }
    String trace = traceId(headers.getFirst("traceparent"));
    return trace == null ? exchange.getRequest().getId() : trace;
  }

  private static @Nullable String traceId(@Nullable String traceParent) {
    if (traceParent == null) {
      return null;
    }
    Matcher parts = TRACE_PARENT.matcher(traceParent.toLowerCase(Locale.ROOT));
    return parts.matches() ? parts.group(1) : null;
  }

  private RequestId() {}
}
