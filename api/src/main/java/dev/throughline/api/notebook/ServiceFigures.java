package dev.throughline.api.notebook;

import dev.throughline.api.config.ThroughlineProperties;
import dev.throughline.api.database.Database;
import dev.throughline.api.kpis.KpiService;
import dev.throughline.api.kpis.Period;
import dev.throughline.api.kpis.ProcessKpis;
import dev.throughline.api.store.Connections;
import dev.throughline.mining.pack.PackYaml;
import dev.throughline.model.LogName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/** What the service says of a process, from its data: the same definition as its pages and APIs. */
public final class ServiceFigures {

  /**
   * The KPIs of the pack in a period. They are of cases that the service has looked at.
   *
   * @param data the service's data directory; the service may run meanwhile
   * @param from inclusive: a date, or an instant, in UTC
   * @param to exclusive
   * @throws dev.throughline.model.ThroughlineException {@code LOG_NOT_FOUND}, {@code BAD_ARGUMENT}
   *     for a period that does not go forward, {@code STORE_UNAVAILABLE}
   */
  public static ProcessKpis kpis(Path data, String log, String from, String to) {
    Period period = new Period(Period.moment("from", from), Period.moment("to", to));
    try (Database database =
        Database.openOrJoin(
            ThroughlineProperties.Database.ofEnvironment(data.resolve("postgres")))) {
      KpiService kpis =
          new KpiService(
              new Connections(database.connections()), PackYaml.procureToPay(), Clock.systemUTC());
      return Objects.requireNonNull(kpis.of(new LogName(log), period).block());
    }
  }

  private ServiceFigures() {}
}
