package dev.throughline.api.grpc;

import static java.util.Objects.requireNonNull;

import dev.throughline.api.store.Connections;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says by {@code grpc.health.v1.Health} whether calls can be served: SERVING while the database
 * answers. A loss shows within {@value #PERIOD_SECONDS} + {@value #PATIENCE_SECONDS} seconds.
 */
@Component
final class DatabaseHealth {
  private static final int PERIOD_SECONDS = 2;
  private static final int PATIENCE_SECONDS = 2;

  private final HealthStatusManager manager = new HealthStatusManager();
  private final Mono<Boolean> answers;
  private final Disposable.Swap watch = Disposables.swap();

  /**
   * @param database absent when events are kept in memory
   */
  DatabaseHealth(ObjectProvider<ConnectionFactory> database) {
    ConnectionFactory connections = database.getIfAvailable();
    answers = connections == null ? Mono.just(true) : answers(new Connections(connections));
  }

  private static Mono<Boolean> answers(Connections connections) {
    return connections
        .inTransaction(c -> Connections.query(c, 1, row -> true, "SELECT 1"))
        .single()
        .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
        .onErrorReturn(false);
  }

  BindableService service() {
    return manager.getHealthService();
  }

  void start(List<BindableService> services) {
    List<String> names =
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getName())
            .toList();
    watch.update(
        Flux.interval(Duration.ZERO, Duration.ofSeconds(PERIOD_SECONDS))
            .onBackpressureDrop()
            .concatMap(tick -> answers, 1)
            .distinctUntilChanged()
            .subscribe(serving -> tell(names, serving)));
  }

  private void tell(List<String> services, boolean serving) {
    ServingStatus status = serving ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    services.forEach(name -> manager.setStatus(requireNonNull(name), status));
  }

  /** From now on: NOT_SERVING, whatever the database does. */
  void stop() {
    watch.dispose();
    manager.enterTerminalState();
  }
}
