package dev.throughline.api.events;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.ingest.store.EventStore;
import dev.throughline.ingest.store.LogImport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where imports run: one at a time, with a bounded queue. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {
  @Bean(destroyMethod = "dispose")
  Scheduler importScheduler(ThroughlineProperties properties) {
    return Schedulers.newBoundedElastic(1, properties.uploads().queue(), "import");
  }

  @Bean
  LogImport logImport(EventStore store, Scheduler importScheduler) {
    return new LogImport(store, LogImport.BATCH_RECORDS, importScheduler);
  }
}
