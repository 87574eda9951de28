package dev.throughline.api.config;

import dev.throughline.api.database.TestDatabase;
import dev.throughline.api.insights.StoreTraceLogs;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.InMemoryEventStore;
import dev.throughline.mining.engine.TraceLogLoader;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;

/**
 * The service with its logs in memory and without Spark; everything else is the real thing, with an
 * empty database. With {@code --test.store=database} its logs are in that database.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      R2dbcAutoConfiguration.class,
      ReactiveUserDetailsServiceAutoConfiguration.class
    })
@EnableConfigurationProperties(ThroughlineProperties.class)
@ComponentScan(
    basePackages = "dev.throughline.api",
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = {
              ".*\\.config\\.DatabaseParts",
              ".*\\.findings\\.FindingJobConfiguration",
              ".*\\.config\\.(Throughline|Test)Application",
              ".*PropertiesTest\\$.*"
            }))
@Profile(
    TestApplication.PROFILE) // the real application, which scans this package too, passes it over
class TestApplication {
  static final String PROFILE = "in-memory";

  @Bean(destroyMethod = "close")
  TestDatabase database() {
    return TestDatabase.create();
  }

  @Bean(destroyMethod = "")
  ConnectionFactory connections(TestDatabase database) {
    return database.connections();
  }

  @Bean
  Connections transactions(ConnectionFactory connections) {
    return new Connections(connections);
  }

  @Bean
  EventStore eventStore(
      ConnectionFactory connections, @Value("${test.store:memory}") String where) {
    return where.equals("database")
        ? new PostgresEventStore(connections)
        : new InMemoryEventStore(Clock.systemUTC());
  }

  @Bean
  TraceLogLoader traceLogLoader(EventStore store) {
    return new StoreTraceLogs(store);
  }
}
