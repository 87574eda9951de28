package dev.throughline.api.correlation;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.store.Connections;
import dev.throughline.ingest.correlate.LinkRules;
import dev.throughline.ingest.correlate.ProcureToPay;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that keep links up to date and show them. */
@Configuration(proxyBeanMethods = false)
class CorrelationConfiguration {
  /** The processes whose events are correlated: one until packs bring their own rules. */
  @Bean
  LinkRules linkRules() {
    return ProcureToPay.LINKS;
  }

  @Bean
  LogCorrelator logCorrelator(
      Connections connections, LinkRules rules, ThroughlineProperties properties) {
    return new LogCorrelator(connections, rules, properties.correlation().batchSize());
  }

  @Bean
  CorrelationWorker correlationWorker(
      LogCorrelator correlator,
      ThroughlineProperties properties,
      ObjectProvider<CaseListener> listeners) {
    List<CaseListener> all = listeners.stream().toList();
    return new CorrelationWorker(
        correlator,
        properties.correlation().interval(),
        () -> all.forEach(CaseListener::casesChanged));
  }

  @Bean
  CaseTimelines caseTimelines(Connections connections) {
    return new CaseTimelines(connections);
  }

  @Bean
  Orphans orphans(Connections connections) {
    return new Orphans(connections);
  }
}
