package dev.throughline.api.kpis;

import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.ProcessPack;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that say how a process does. */
@Configuration(proxyBeanMethods = false)
class KpiConfiguration {
  @Bean
  KpiService kpiService(Connections connections, ProcessPack pack, Clock clock) {
    return new KpiService(connections, pack, clock);
  }

  @Bean
  AgeingService ageingService(Connections connections, ProcessPack pack) {
    return new AgeingService(connections, pack);
  }

  @Bean
  DecisionFigures decisionFigures(Connections connections, ProcessPack pack, Clock clock) {
    return new DecisionFigures(connections, pack, clock);
  }
}
