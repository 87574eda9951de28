package dev.throughline.api.approval;

import dev.throughline.api.audit.AuditCheckpoints;
import dev.throughline.api.background.BackgroundTask;
import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.findings.FindingStore;
import dev.throughline.api.store.Connections;
import dev.throughline.api.webhooks.Outbox;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts that let people decide. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {
  private static final Duration FORGET_INTERVAL = Duration.ofHours(1);

  @Bean
  DecisionRules decisionRules(ThroughlineProperties properties) {
    return new DecisionRules(
        new ApprovalPolicy(
            properties.approval().smallLimit(), properties.approval().controllerLimit()));
  }

  @Bean
  Decisions.AfterCommit afterCommit(Outbox outbox, AuditCheckpoints checkpoints, Clock clock) {
    return new Decisions.AfterCommit(outbox, checkpoints, clock);
  }

  @Bean
  Decisions decisions(
      Connections connections,
      FindingStore findings,
      DecisionRules rules,
      Decisions.AfterCommit after) {
    return new Decisions(connections, findings, rules, after);
  }

  @Bean(destroyMethod = "close")
  BackgroundTask oldCalls(Decisions decisions) {
    BackgroundTask task = new BackgroundTask("old-calls", () -> decisions.forgetOldCalls().block());
    task.startEvery(FORGET_INTERVAL);
    return task;
  }
}
