package dev.throughline.api.reports;

import dev.throughline.api.insights.LogInsights;
import dev.throughline.api.insights.MinedLog;
import dev.throughline.api.store.Connections;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.mining.pack.ProcessPack;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that make reports. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {
  @Bean(destroyMethod = "close")
  HealthReports healthReports(
      Connections connections,
      EventStore events,
      ProcessPack pack,
      LogInsights insights,
      Clock clock) {
    return HealthReports.of(
        new HealthReports.Store(connections, events),
        pack,
        question -> insights.mine(question).map(MinedLog::result),
        clock);
  }
}
