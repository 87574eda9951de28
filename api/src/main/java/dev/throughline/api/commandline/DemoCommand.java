package dev.throughline.api.commandline;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.demo.Demo;
import dev.throughline.api.demo.DemoListener;
import dev.throughline.api.demo.DemoOutcome;
import dev.throughline.api.demo.DemoPlan;
import dev.throughline.api.insights.LogQuestion;
import dev.throughline.api.web.Links;
import dev.throughline.ingest.correlate.ProcureToPay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.springframework.util.LinkedMultiValueMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the service and shows the whole path on simulated data. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the service with half a year of a simulated retailer that ends with yesterday: its",
      "systems send events, cases and exceptions are found, people decide on the older ones, a",
      "model learns from what they said and advises on the younger ones, and a report is written.",
      "All of this is done once in a data directory; a later start, also after one that was cut",
      "off, goes on there."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private ServiceOptions options = new ServiceOptions();

  @Option(
      names = "--events",
      defaultValue = "" + DemoPlan.EVENTS,
      description = "About how many records are sent (default ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--seed",
      defaultValue = "" + DemoPlan.SEED,
      description = "Another seed is another retailer (default ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (RunningService service = options.start()) {
      show(service, run(service));
      service.awaitClose();
    } catch (ClosedMeanwhile stopped) {
      return ExitCode.FAILURE.status;
    }
    return ExitCode.OK.status;
  }

  /** Ctrl-C closed the service: whatever failed then is no news. */
  private static final class ClosedMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClosedMeanwhile(Throwable cause) {
      super(cause);
    }
  }

  private DemoOutcome run(RunningService service) throws IOException {
    LocalDate today = LocalDate.now(service.part(Clock.class));
    try (Shown shown = new Shown()) {
      return Demo.run(service, DemoPlan.endingBefore(today, seed, events), shown);
    } catch (RuntimeException failure) {
      throw service.isClosed() ? new ClosedMeanwhile(failure) : failure;
    }
  }

  private static void show(RunningService service, DemoOutcome outcome) {
    URI address = service.address();
    String log = Demo.log(service).value();
    ServiceOptions.announce(service);
    outcome.logins().forEach(DemoCommand::show);
    if (outcome.logins().isEmpty()) {
      System.out.println(
          "The passwords were shown at the first start; set another: throughline users password NAME");
    }
    System.out.printf(
        Locale.ROOT, "Exceptions: %s (%,d wait)%n", address.resolve("exceptions"), outcome.open());
    System.out.println("Process map: " + address.resolve(map(log)));
    System.out.println(
        "Report: "
            + outcome.reports().stream().map(Path::toString).collect(Collectors.joining(", ")));
    System.out.println("Model: " + outcome.quality());
    System.out.flush();
  }

  private static String map(String log) {
    LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add(LogQuestion.LEADING_TYPE, ProcureToPay.PURCHASE_ORDER_LINE.value());
    return Links.log(log, "", parameters);
  }

  private static void show(DemoOutcome.Login login) {
    String roles =
        login.person().roles().stream().map(role -> role.words()).collect(Collectors.joining(", "));
    System.out.printf(
        "Sign in as %s (%s) with the password %s (shown this once)%n",
        login.person().name(), roles, login.password());
  }

  /** Tells on standard error. */
  private static final class Shown implements DemoListener, AutoCloseable {
    private Progress progress = Progress.of("");
    private String what = "";

    @Override
    public synchronized void did(String sentence) {
      progress.close();
      System.err.println("throughline: " + sentence);
    }

    @Override
    public synchronized void at(long count, String counted) {
      if (!counted.equals(what)) {
        progress.close();
        progress = Progress.of(counted);
        what = counted;
      }
      progress.at(count);
    }

    @Override
    public synchronized void close() {
      progress.close();
    }
  }
}
