package dev.throughline.api.findings;

import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.mining.pack.ProcessPack;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that find, and that keep what was found. */
@Configuration(proxyBeanMethods = false)
class FindingConfiguration {
  @Bean
  FindingStore findingStore(Connections connections) {
    return new PostgresFindingStore(connections);
  }

  @Bean
  ProcessPack processPack() {
    return PackYaml.procureToPay();
  }
}
