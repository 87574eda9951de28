package dev.throughline.api.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestLogTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @CsvSource({
    "X-Request-Id, order-7.a_b:c, order-7.a_b:c",
    "traceparent, 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, " + TRACE,
  })
  void of_whatTheCallerSent_isTheId(String header, String value, String expected) {
    assertThat(RequestId.of(exchange(header, value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Request-Id, 'a b'",
    "X-Request-Id, '<script>'",
    "traceparent, nonsense",
    "Accept, text/html"
  })
  void of_nothingUsable_isANewIdThatStays(String header, String value) {
    MockServerWebExchange exchange = exchange(header, value);
    String id = RequestId.of(exchange);
    assertThat(id).isNotEqualTo(value).isEqualTo(RequestId.of(exchange));
    assertThat(id).isNotEqualTo(RequestId.of(exchange(header, value)));
  }

  @Test
  void filter_anyRequest_answersItsId() {
    WebTestClient.bindToWebHandler(exchange -> exchange.getResponse().setComplete())
        .webFilter(new RequestLog())
        .build()
        .get()
        .uri("/api/v1/logs?secret=1")
        .header(RequestId.HEADER, "mine")
        .exchange()
        .expectHeader()
        .valueEquals(RequestId.HEADER, "mine");
  }

  /** A line break in data must not forge a second line. */
  @Test
  void json_messageWithLineBreak_isOneObjectWithItsKeys() throws JoranException {
    String written =
        written(
            "json",
            log ->
                log.atError()
                    .addKeyValue("requestId", "r-1")
                    .setCause(new IllegalStateException("why"))
                    .log("first\n2026 ERROR forged"));
    assertThat(written.strip().lines()).hasSize(1);
    JsonNode line = new JsonMapper().readTree(written);
    assertThat(line.path("level").asString()).isEqualTo("ERROR");
    assertThat(line.path("formattedMessage").asString()).isEqualTo("first\n2026 ERROR forged");
    assertThat(line.path("kvpList").path(0).path("requestId").asString()).isEqualTo("r-1");
    assertThat(line.path("throwable").path("message").asString()).isEqualTo("why");
  }

  @Test
  void text_keys_followTheMessage() throws JoranException {
    assertThat(written("text", log -> log.atWarn().addKeyValue("requestId", "r-1").log("slow")))
        .endsWith(" WARN  test - slow requestId=\"r-1\"\n");
    assertThat(written("text", log -> log.warn("slow"))).endsWith(" WARN  test - slow\n");
  }

  private interface Line {
    void to(Logger log);
  }

  private static String written(String format, Line line) throws JoranException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      context.putProperty("THROUGHLINE_LOG_FORMAT", format);
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(RequestLogTest.class.getResource("/logback.xml"));
      line.to(context.getLogger("test"));
    } finally {
      context.stop();
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static MockServerWebExchange exchange(String header, String value) {
    return MockServerWebExchange.from(MockServerHttpRequest.get("/").header(header, value));
  }
}
