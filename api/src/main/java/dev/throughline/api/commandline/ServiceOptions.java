package dev.throughline.api.commandline;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.ServiceSettings;
import dev.throughline.api.config.ThroughlineService;
import dev.throughline.api.security.FirstPassword;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the service is started. */
final class ServiceOptions {
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Where to listen; 0 takes a free port (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--grpc-port",
      defaultValue = "9090",
      description = "Where to serve gRPC; 0 takes a free port (default ${DEFAULT-VALUE}).")
  private int grpcPort;

  @Option(
      names = "--set",
      paramLabel = "SETTING=VALUE",
      description =
          "Any setting of docs/reference/settings.md, such as throughline.mining.timeout=1m.")
  private Map<String, String> settings = new LinkedHashMap<>();

  RunningService start() {
    ServiceSettings all =
        new ServiceSettings(settings)
            .with("throughline.http.port", Integer.toString(port))
            .with("throughline.grpc.port", Integer.toString(grpcPort))
            .with("throughline.data-directory", data.directory().toString());
    System.err.println("throughline: starting ...");
    return ThroughlineService.start(all);
  }

  /** Says where the service is, and the first password in the run that made it. */
  static void announce(RunningService service) {
    System.out.println("Throughline is ready at " + service.address());
    System.out.println("gRPC is served at port " + service.grpcPort());
    service
        .firstPassword()
        .ifPresent(
            password ->
                System.out.printf(
                    "Sign in as %s with the password %s (shown this once)%n",
                    FirstPassword.USER, password));
    System.out.println("Ctrl-C stops it; its data stay.");
    System.out.flush();
  }
}
