package dev.throughline.api.config;

import dev.throughline.api.database.Database;
import dev.throughline.api.store.Connections;
import dev.throughline.api.store.MiningViews;
import dev.throughline.api.store.PostgresEventStore;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.engine.TraceLogLoader;
import dev.throughline.mining.spark.SparkEngine;
import dev.throughline.mining.spark.SparkSettings;
import dev.throughline.mining.spark.StoredTraceLogLoader;
import io.r2dbc.spi.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps events and what mines them: PostgreSQL and Spark. Each is closed with the service. */
@Configuration(proxyBeanMethods = false)
class DatabaseParts {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseParts.class);

  @Bean(destroyMethod = "close")
  Database database(ThroughlineProperties properties) {
    ListenAddress.requireFree(properties.http());
    ListenAddress.requireFree(properties.grpc());
    return Database.open(properties.database().in(properties.dataDirectory().resolve("postgres")));
  }

  /** Disposed of by the database, which made it. */
  @Bean(destroyMethod = "")
  ConnectionFactory connections(Database database) {
    return database.connections();
  }

  @Bean
  Connections transactions(ConnectionFactory connections) {
    return new Connections(connections);
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

  /**
   * Lets Spark load its classes while nobody waits, so that the first question is answered soon.
   */
  @Bean
  ApplicationListener<ApplicationReadyEvent> warmUp(SparkEngine spark) {
    return ready -> {
      Thread thread = new Thread(() -> warmUpOnce(spark), "spark-warm-up");
      thread.setDaemon(true);
      thread.start();
    };
  }

  private static void warmUpOnce(SparkEngine spark) {
    try {
      spark.warmUp();
    } catch (RuntimeException stopped) {
      LOG.debug("Spark was not warmed up; the first question takes longer", stopped);
    }
  }
}
