package dev.throughline.api.config;

import dev.throughline.api.database.Database;
import dev.throughline.api.store.MiningViews;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps events and what mines them: PostgreSQL and Spark. Each is closed with the service. */
@Configuration(proxyBeanMethods = false)
class DatabaseParts {
  @Bean(destroyMethod = "close")
  Database database(ThroughlineProperties properties) {
    return Database.open(properties.database().in(properties.dataDirectory().resolve("postgres")));
  }

  /** Disposed of by the database, which made it. */
  @Bean(destroyMethod = "")
  ConnectionFactory connections(Database database) {
    return database.connections();
  }

  @Bean
  EventStore eventStore(ConnectionFactory connections) {
    return new PostgresEventStore(connections);
  }

  @Bean(destroyMethod = "close")
  SparkEngine sparkEngine(ThroughlineProperties properties) {
    return SparkEngine.start(
        new SparkSettings(
            properties.spark().master(), properties.dataDirectory().resolve("spark")));
  }

  @Bean
  TraceLogLoader traceLogLoader(SparkEngine spark, Database database) {
    return new StoredTraceLogLoader(spark, MiningViews.of(database.access()));
  }
}
