package dev.throughline.api.triage;

import dev.throughline.ai.predict.ModelDirectory;
import dev.throughline.ai.summary.LanguageModelSummariser;
import dev.throughline.ai.summary.TemplateSummariser;
import dev.throughline.ai.triage.Playbook;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.ProcessPack;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The parts that advise; none of them is there when triage is switched off. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnTriage
class TriageConfiguration {
  private static final int MAX_WAITING = 10_000;

  /** From the environment only: a setting could be listed by others. */
  private static final String API_KEY = "THROUGHLINE_SUMMARY_API_KEY";

  /** Where the model of a data directory is kept. */
  static Path models(Path dataDirectory) {
    return dataDirectory.resolve("models").resolve("triage");
  }

  @Bean(destroyMethod = "dispose")
  Scheduler triageScheduler() {
    return Schedulers.newBoundedElastic(2, MAX_WAITING, "triage");
  }

  @Bean
  Playbook playbook(ProcessPack pack) {
    return new PackPlaybook(pack);
  }

  @Bean
  CurrentModel currentModel(ThroughlineProperties properties, Playbook playbook) {
    return new CurrentModel(new ModelDirectory(models(properties.dataDirectory())), playbook);
  }

  @Bean
  Triage triage(
      Connections connections,
      CurrentModel model,
      Scheduler triageScheduler,
      MeterRegistry metrics) {
    return new Triage(
        connections,
        new Adviser(model, new TemplateSummariser(), metrics),
        InstantSource.system(),
        triageScheduler);
  }

  @Bean
  @ConditionalOnProperty(name = "throughline.triage.automatic", matchIfMissing = true)
  TriageWorker triageWorker(
      ThroughlineProperties properties,
      Connections connections,
      Triage triage,
      CurrentModel model,
      Scheduler triageScheduler) {
    ThroughlineProperties.Triage settings = properties.triage();
    return new TriageWorker(
        connections,
        triage,
        model,
        triageScheduler,
        new TriageWorker.Pace(settings.interval(), settings.batch()));
  }

  @Bean
  @ConditionalOnProperty(name = "throughline.summary.base-url")
  SummaryWorker summaryWorker(
      ThroughlineProperties properties, Connections connections, MeterRegistry metrics) {
    ThroughlineProperties.Summary settings = properties.summary();
    return new SummaryWorker(
        new SummaryRows(connections),
        new LanguageModelSummariser(settings.of(System.getenv(API_KEY))),
        new SummaryWorker.Limits(settings.maxPerHour(), InstantSource.system()),
        metrics);
  }

  /** Notices a model that was trained while the service runs. */
  @Bean
  ModelWatch modelWatch(CurrentModel model, Scheduler triageScheduler) {
    return new ModelWatch(model, triageScheduler);
  }
}
