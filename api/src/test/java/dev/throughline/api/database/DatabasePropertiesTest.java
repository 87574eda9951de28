package dev.throughline.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabasePropertiesTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(Configuration.class);

  @Test
  void defaults_nothingSet_areAsDocumented() {
    context.run(
        started ->
            assertThat(started.getBean(DatabaseProperties.class))
                .isEqualTo(
                    new DatabaseProperties(
                        Path.of("data/postgres"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        8,
                        Duration.ofSeconds(60))));
  }

  @Test
  void keys_allSet_areBound() {
    context
        .withPropertyValues(
            "throughline.database.directory=elsewhere",
            "throughline.database.url=postgresql://db.example:5433/events?sslmode=verify-full",
            "throughline.database.user=app",
            "throughline.database.password=secret1",
            "throughline.database.owner-user=owner",
            "throughline.database.owner-password=secret2",
            "throughline.database.pool-size=3",
            "throughline.database.start-timeout=5s")
        .run(
            started -> {
              DatabaseProperties properties = started.getBean(DatabaseProperties.class);
              assertThat(properties.directory()).isEqualTo(Path.of("elsewhere"));
              assertThat(properties.poolSize()).isEqualTo(3);
              assertThat(properties.startTimeout()).isEqualTo(Duration.ofSeconds(5));
              assertThat(properties.external())
                  .isEqualTo(
                      new DatabaseAccess(
                          "db.example",
                          5433,
                          "events",
                          "verify-full",
                          new Credentials("app", "secret1"),
                          new Credentials("owner", "secret2")));
              assertThat(properties.external().jdbcUrl())
                  .isEqualTo("jdbc:postgresql://db.example:5433/events?sslmode=verify-full");
              assertThat(properties.toString()).doesNotContain("secret");
            });
  }

  @Test
  void keys_unknown_stopTheStart() {
    context
        .withPropertyValues("throughline.database.pool-sise=3")
        .run(started -> assertThat(started).hasFailed());
  }

  @Test
  void external_noPortNoOwner_takesDefaults() {
    DatabaseAccess access = external("postgresql://localhost/events").external();
    assertThat(access.port()).isEqualTo(5432);
    assertThat(access.owner()).isEqualTo(access.application());
    assertThat(access.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/events",
        "postgresql://localhost",
        "postgresql://localhost/",
        "postgresql://user:password@localhost/events",
        "postgresql://localhost/events?x=1",
        "mysql://localhost/events"
      })
  void external_otherUrl_isRefused(String url) {
    assertThatThrownBy(() -> external(url).external())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must look like postgresql://host:port/database");
  }

  @Test
  void create_contradictions_areRefused() {
    assertThatThrownBy(() -> properties("postgresql://localhost/events", null, 8))
        .hasMessage("throughline.database.url needs throughline.database.user and .password");
    assertThatThrownBy(() -> properties(null, "app", 8))
        .hasMessage("throughline.database.user and .password need throughline.database.url");
    assertThatThrownBy(() -> properties(null, null, 0))
        .hasMessage("throughline.database.pool-size must be 1 to 100, was 0");
  }

  private static DatabaseProperties external(String url) {
    return properties(url, "app", 8);
  }

  private static DatabaseProperties properties(String url, String user, int poolSize) {
    return new DatabaseProperties(
        Path.of("x"), url, user, user, null, null, poolSize, Duration.ofSeconds(1));
  }

  @EnableConfigurationProperties(DatabaseProperties.class)
  static class Configuration {}
}
