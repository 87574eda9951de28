package dev.throughline.api.findings;

import dev.throughline.api.store.Connections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that keep findings. */
@Configuration(proxyBeanMethods = false)
class FindingConfiguration {
  @Bean
  FindingStore findingStore(Connections connections) {
    return new PostgresFindingStore(connections);
  }
}
