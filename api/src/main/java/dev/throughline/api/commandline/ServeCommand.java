package dev.throughline.api.commandline;

import dev.throughline.api.config.RunningService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the service until Ctrl-C: pages, REST, and a database of its own.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServiceOptions options = new ServiceOptions();

  @Override
  public Integer call() throws InterruptedException {
    try (RunningService service = options.start()) {
      ServiceOptions.announce(service);
      service.awaitClose();
    }
    return ExitCode.OK.status;
  }
}
