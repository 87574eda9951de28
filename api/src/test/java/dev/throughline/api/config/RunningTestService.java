package dev.throughline.api.config;

import java.nio.file.Path;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the service with its data in memory, on a free port. */
public final class RunningTestService {
  public static RunningService start(Path folder, String... arguments) {
    return new RunningService(
        new SpringApplicationBuilder(TestApplication.class)
            .web(WebApplicationType.REACTIVE)
            .profiles(TestApplication.PROFILE)
            .properties(
                "throughline.http.port=0",
                "throughline.grpc.port=0",
                "throughline.data-directory=" + folder)
            .run(arguments));
  }

  private RunningTestService() {}
}
