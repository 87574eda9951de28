package dev.throughline.api.config;

import dev.throughline.api.insights.StoreTraceLogs;
import dev.throughline.api.security.InMemoryAccounts;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.InMemoryEventStore;
import dev.throughline.mining.engine.TraceLogLoader;
import java.time.Clock;
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

/** The service with its data in memory: everything but the database and Spark is the real thing. */
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
              ".*\\.security\\.DatabaseAccounts",
              ".*\\.config\\.DatabaseParts",
              ".*\\.config\\.(Throughline|Test)Application",
              ".*PropertiesTest\\$.*"
            }))
@Profile(
    TestApplication.PROFILE) // the real application, which scans this package too, passes it over
class TestApplication {
  static final String PROFILE = "in-memory";

  @Bean
  EventStore eventStore() {
    return new InMemoryEventStore(Clock.systemUTC());
  }

  @Bean
  TraceLogLoader traceLogLoader(EventStore store) {
    return new StoreTraceLogs(store);
  }

  @Bean
  InMemoryAccounts accounts() {
    return new InMemoryAccounts();
  }
}
