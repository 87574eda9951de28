package dev.throughline.api.config;

import dev.throughline.api.grpc.GrpcServer;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Where the service will listen. */
final class ListenAddress {
  private static final int ANY_BACKLOG = 1;

  /**
   * Tries the port, so that a taken one is noticed before a database and Spark are started for
   * nothing. Another process may still take it before the service does.
   *
   * @throws ThroughlineException {@code ADDRESS_IN_USE}
   */
  static void requireFree(ThroughlineProperties.Http http) {
    try {
      bind(http.port(), http.address());
    } catch (IOException taken) {
      throw inUse(http.port(), taken);
    }
  }

  /**
   * Like {@link #requireFree(ThroughlineProperties.Http)}.
   *
   * @throws ThroughlineException {@code ADDRESS_IN_USE}
   */
  static void requireFree(ThroughlineProperties.Grpc grpc) {
    try {
      bind(grpc.port(), grpc.address());
    } catch (IOException taken) {
      throw GrpcServer.inUse(grpc.port(), taken);
    }
  }

  private static void bind(int port, String address) throws IOException {
    new ServerSocket(port, ANY_BACKLOG, InetAddress.getByName(address)).close();
  }

  static ThroughlineException inUse(int port, @Nullable Throwable cause) {
    return new ThroughlineException(
        ErrorCode.ADDRESS_IN_USE,
        "port %d is used by another process; choose another one with --port or throughline.http.port"
            .formatted(port),
        null,
        cause);
  }

  private ListenAddress() {}
}
