package dev.throughline.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class ThroughlinePropertiesTest {
  private static final ThroughlineProperties DEFAULTS =
      new ThroughlineProperties(
          Path.of("data"),
          new ThroughlineProperties.Http("127.0.0.1", 8080),
          new ThroughlineProperties.Grpc("127.0.0.1", 9090, Duration.ofSeconds(30)),
          new ThroughlineProperties.Database(
              null, null, null, null, null, 8, Duration.ofSeconds(60)),
          new ThroughlineProperties.Mining(
              Duration.ofSeconds(30), Duration.ofMinutes(10), 2, 64, 4, 16),
          new ThroughlineProperties.Spark("local[*]"),
          new ThroughlineProperties.Correlation(Duration.ofSeconds(1), 5_000),
          new ThroughlineProperties.Uploads(DataSize.ofGigabytes(8), 10, Duration.ofHours(1), 16),
          new ThroughlineProperties.Intake(
              "operations",
              5_000,
              Duration.ofMillis(5),
              100_000,
              DataSize.ofMegabytes(64),
              DataSize.ofMegabytes(1)),
          new ThroughlineProperties.Login(10, Duration.ofMinutes(1)),
          new ThroughlineProperties.Triage(true, true, Duration.ofSeconds(2), 200),
          new ThroughlineProperties.Summary(null, null, Duration.ofSeconds(10), 300, 600),
          new ThroughlineProperties.Security(
              new ThroughlineProperties.Jwt(null, null, null, null, "sub", "roles", "sites")),
          new ThroughlineProperties.Approval(new BigDecimal("1000"), new BigDecimal("10000")),
          new ThroughlineProperties.Audit(Duration.ofMinutes(5)),
          new ThroughlineProperties.Webhooks(
              null, null, null, null, Duration.ofSeconds(20), Duration.ofSeconds(5)),
          new ThroughlineProperties.Findings(true, Duration.ofSeconds(2), 5_000));

  @Test
  void bind_nothing_givesDefaults() {
    assertThat(bound(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void bind_everyKey_isTaken() {
    Map<String, String> keys = new HashMap<>();
    keys.put("data-directory", "elsewhere");
    keys.put("http.address", "0.0.0.0");
    keys.put("http.port", "9090");
    keys.put("grpc.address", "0.0.0.0");
    keys.put("grpc.port", "0");
    keys.put("grpc.deadline", "2s");
    keys.put("database.url", "postgresql://db/throughline");
    keys.put("database.user", "miner");
    keys.put("database.password", "secret");
    keys.put("database.owner-user", "owner");
    keys.put("database.owner-password", "hidden");
    keys.put("database.pool-size", "3");
    keys.put("database.start-timeout", "7s");
    keys.put("spark.master", "local[1]");
    keys.put("correlation.interval", "250ms");
    keys.put("correlation.batch-size", "70");
    keys.put("mining.timeout", "5s");
    keys.put("mining.load-timeout", "1m");
    keys.put("mining.threads", "3");
    keys.put("mining.queue", "7");
    keys.put("mining.cached-logs", "5");
    keys.put("mining.cached-results", "6");
    keys.put("uploads.max-size", "1MB");
    keys.put("uploads.max-waiting", "2");
    keys.put("uploads.keep", "2m");
    keys.put("uploads.queue", "3");
    keys.put("findings.enabled", "false");
    keys.put("findings.interval", "5s");
    keys.put("findings.batch", "8");
    keys.put("intake.log", "live");
    keys.put("intake.batch-records", "7");
    keys.put("intake.batch-wait", "0ms");
    keys.put("intake.queue-records", "8");
    keys.put("intake.max-request", "2MB");
    keys.put("intake.max-record", "3KB");
    keys.put("login.max-failures", "4");
    keys.put("login.window", "9s");
    keys.put("triage.enabled", "false");
    keys.put("triage.automatic", "false");
    keys.put("triage.interval", "3s");
    keys.put("triage.batch", "7");
    keys.put("summary.base-url", "http://127.0.0.1:11434/v1");
    keys.put("summary.model", "small");
    keys.put("summary.timeout", "4s");
    keys.put("summary.max-tokens", "50");
    keys.put("summary.max-per-hour", "60");
    keys.put("security.jwt.issuer", "https://id.example");
    keys.put("security.jwt.audience", "throughline");
    keys.put("security.jwt.jwk-set-uri", "https://id.example/keys");
    keys.put("security.jwt.user-claim", "preferred_username");
    keys.put("security.jwt.roles-claim", "groups");
    keys.put("security.jwt.sites-claim", "stores");
    keys.put("approval.small-limit", "99.50");
    keys.put("approval.controller-limit", "5000");
    keys.put("audit.checkpoint-interval", "1m");
    keys.put("webhooks.urls", "https://erp.example/hook,https://wms.example/hook");
    keys.put("webhooks.secrets", "whsec_one,whsec_two");
    keys.put("webhooks.secrets-file", "secrets");
    keys.put("webhooks.allowed-hosts", "erp.example,wms.example");
    keys.put("webhooks.timeout", "3s");
    keys.put("webhooks.interval", "7s");

    assertThat(bound(keys))
        .isEqualTo(
            new ThroughlineProperties(
                Path.of("elsewhere"),
                new ThroughlineProperties.Http("0.0.0.0", 9090),
                new ThroughlineProperties.Grpc("0.0.0.0", 0, Duration.ofSeconds(2)),
                new ThroughlineProperties.Database(
                    "postgresql://db/throughline",
                    "miner",
                    "secret",
                    "owner",
                    "hidden",
                    3,
                    Duration.ofSeconds(7)),
                new ThroughlineProperties.Mining(
                    Duration.ofSeconds(5), Duration.ofMinutes(1), 3, 7, 5, 6),
                new ThroughlineProperties.Spark("local[1]"),
                new ThroughlineProperties.Correlation(Duration.ofMillis(250), 70),
                new ThroughlineProperties.Uploads(
                    DataSize.ofMegabytes(1), 2, Duration.ofMinutes(2), 3),
                new ThroughlineProperties.Intake(
                    "live", 7, Duration.ZERO, 8, DataSize.ofMegabytes(2), DataSize.ofKilobytes(3)),
                new ThroughlineProperties.Login(4, Duration.ofSeconds(9)),
                new ThroughlineProperties.Triage(false, false, Duration.ofSeconds(3), 7),
                new ThroughlineProperties.Summary(
                    URI.create("http://127.0.0.1:11434/v1"),
                    "small",
                    Duration.ofSeconds(4),
                    50,
                    60),
                new ThroughlineProperties.Security(
                    new ThroughlineProperties.Jwt(
                        "https://id.example",
                        "throughline",
                        URI.create("https://id.example/keys"),
                        null,
                        "preferred_username",
                        "groups",
                        "stores")),
                new ThroughlineProperties.Approval(new BigDecimal("99.50"), new BigDecimal("5000")),
                new ThroughlineProperties.Audit(Duration.ofMinutes(1)),
                new ThroughlineProperties.Webhooks(
                    List.of(
                        URI.create("https://erp.example/hook"),
                        URI.create("https://wms.example/hook")),
                    List.of("whsec_one", "whsec_two"),
                    Path.of("secrets"),
                    List.of("erp.example", "wms.example"),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(7)),
                new ThroughlineProperties.Findings(false, Duration.ofSeconds(5), 8)));
  }

  @ParameterizedTest
  @CsvSource({
    "mining.threadz, 3",
    "htpp.port, 80",
    "http.port, 70000",
    "grpc.port, 70000",
    "grpc.deadline, 0s",
    "mining.timeout, 0s",
    "mining.queue, 0",
    "correlation.batch-size, 0",
    "uploads.max-size, 0B",
    "intake.queue-records, 4999",
    "intake.max-record, 5MB",
    "login.max-failures, 0",
    "triage.interval, 0s",
    "triage.batch, 0",
    "summary.model, small",
    "summary.max-per-hour, 0",
    "security.jwt.issuer, https://id.example",
    "security.jwt.audience, throughline",
    "approval.small-limit, -1",
    "approval.controller-limit, 999",
    "audit.checkpoint-interval, 0s",
    "webhooks.timeout, 0s"
  })
  void bind_unknownKeyOrWrongValue_stopsTheStart(String key, String value) {
    assertThatThrownBy(() -> bound(Map.of(key, value)))
        .hasStackTraceContaining(key.substring(key.indexOf('.') + 1));
  }

  private static ThroughlineProperties bound(Map<String, String> keys) {
    String[] properties =
        keys.entrySet().stream()
            .map(key -> "throughline." + key.getKey() + "=" + key.getValue())
            .toArray(String[]::new);
    ThroughlineProperties[] bound = new ThroughlineProperties[1];
    new ApplicationContextRunner()
        .withUserConfiguration(Properties.class)
        .withPropertyValues(properties)
        .run(context -> bound[0] = context.getBean(ThroughlineProperties.class));
    return bound[0];
  }

  @Configuration
  @EnableConfigurationProperties(ThroughlineProperties.class)
  static class Properties {}
}
