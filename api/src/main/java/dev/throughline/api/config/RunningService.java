package dev.throughline.api.config;

import dev.throughline.api.grpc.GrpcServer;
import dev.throughline.api.security.FirstPassword;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** A started service. Closing it ends running requests and imports, then the database. */
public final class RunningService implements AutoCloseable {
  private final ConfigurableApplicationContext context;
  private final CountDownLatch closed = new CountDownLatch(1);

  RunningService(ConfigurableApplicationContext context) {
    this.context = context;
    ApplicationListener<ContextClosedEvent> whenClosed = event -> closed.countDown();
    context.addApplicationListener(whenClosed);
  }

  /** The port that was bound. */
  public int port() {
    WebServer server = ((WebServerApplicationContext) context).getWebServer();
    if (server == null) {
      throw new IllegalStateException("the service is closed");
    }
    return server.getPort();
  }

  /** The port at which gRPC is served. */
  public int grpcPort() {
    return context.getBean(GrpcServer.class).port();
  }

  /** Where a browser finds the first page. */
  public URI address() {
    String host = context.getBean(ThroughlineProperties.class).http().address();
    String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    String literal = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    return URI.create("http://" + literal + ":" + port() + "/");
  }

  /** The administrator's password, only in the run that made it; it is stored as a hash. */
  public Optional<String> firstPassword() {
    return context.getBean(FirstPassword.class).value();
  }

  /** A part of the service, for callers in the same process such as the command line. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Whether it is closed, or closing. */
  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits until the service is closed, by {@link #close} or by a signal. */
  public void awaitClose() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    context.close();
  }
}
