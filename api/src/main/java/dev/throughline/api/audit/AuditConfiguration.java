package dev.throughline.api.audit;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.store.Connections;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that keep the trail. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
  @Bean
  AuditTrail auditTrail(Connections connections) {
    return new AuditTrail(connections);
  }

  @Bean(destroyMethod = "close")
  AuditCheckpoints auditCheckpoints(
      AuditTrail trail, ThroughlineProperties properties, Clock clock) {
    return AuditCheckpoints.open(trail, properties.dataDirectory().resolve("audit"), clock)
        .start(properties.audit().checkpointInterval());
  }
}
