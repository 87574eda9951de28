package dev.throughline.api.grpc;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.security.CallAuthentication;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves gRPC on a port of its own. Starts when everything else is there; stops by refusing new
 * calls, waiting for running ones, and then ending them.
 */
@Component
public final class GrpcServer implements SmartLifecycle {
  private static final int MAX_MESSAGE_BYTES = 4 << 20;
  private static final int MAX_METADATA_BYTES = 8 << 10;
  private static final int MAX_CALLS_PER_CONNECTION = 100;
  private static final int MAX_RESETS = 200;
  private static final int RESETS_WINDOW_SECONDS = 30;
  private static final Duration MAX_CONNECTION_AGE = Duration.ofHours(1);
  private static final Duration CONNECTION_GRACE = Duration.ofMinutes(5);
  private static final Duration STOP_GRACE = Duration.ofSeconds(8);

  private final ThroughlineProperties.Grpc settings;
  private final CallAuthentication authentication;
  private final List<BindableService> services;
  private final DatabaseHealth health;
  private @Nullable Running running;

  @Autowired
  GrpcServer(
      ThroughlineProperties properties,
      CallAuthentication authentication,
      ObjectProvider<BindableService> services,
      DatabaseHealth health) {
    this(properties.grpc(), authentication, services.orderedStream().toList(), health);
  }

  GrpcServer(
      ThroughlineProperties.Grpc settings,
      CallAuthentication authentication,
      List<BindableService> services,
      DatabaseHealth health) {
    this.settings = settings;
    this.authentication = authentication;
    this.services = services;
    this.health = health;
  }

  /** The port that was bound. */
  public synchronized int port() {
    if (running == null) {
      throw new IllegalStateException("gRPC is not served");
    }
    return running.server.getPort();
  }

  @Override
  public synchronized void start() {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), named("grpc"));
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(named("grpc-time"));
    try {
      running = new Running(builder(threads, timer).build().start(), threads, timer);
    } catch (IOException taken) {
      threads.shutdownNow();
      timer.shutdownNow();
      throw inUse(settings.port(), taken);
    }
    health.start(services);
  }

  /** For a port that another process has. */
  public static ThroughlineException inUse(int port, Throwable cause) {
    return new ThroughlineException(
        ErrorCode.ADDRESS_IN_USE,
        "port %d is used by another process; choose another one with --grpc-port or throughline.grpc.port"
            .formatted(port),
        null,
        cause);
  }

  private NettyServerBuilder builder(ExecutorService threads, ScheduledExecutorService timer) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.address(), settings.port()))
            .executor(threads)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .maxInboundMetadataSize(MAX_METADATA_BYTES)
            .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
            .maxRstFramesPerWindow(MAX_RESETS, RESETS_WINDOW_SECONDS)
            .maxConnectionAge(MAX_CONNECTION_AGE.toSeconds(), TimeUnit.SECONDS)
            .maxConnectionAgeGrace(CONNECTION_GRACE.toSeconds(), TimeUnit.SECONDS)
            .addService(health.service())
            .fallbackHandlerRegistry(new UnknownMethods());
    services.forEach(builder::addService);
    return builder // the last one is the first to see a call
        .intercept(new CallerInterceptor(authentication))
        .intercept(new DeadlineInterceptor(settings.deadline(), timer))
        .intercept(new ErrorInterceptor());
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      health.stop();
      running.stop();
      running = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  private record Running(Server server, ExecutorService threads, ScheduledExecutorService timer) {
    void stop() {
      server.shutdown();
      try {
        if (!server.awaitTermination(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
          server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
        }
      } catch (InterruptedException stopped) {
        server.shutdownNow();
        Thread.currentThread().interrupt();
      }
      threads.shutdown();
      timer.shutdownNow();
    }
  }
}
