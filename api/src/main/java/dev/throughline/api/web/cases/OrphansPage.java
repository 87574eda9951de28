package dev.throughline.api.web.cases;

import dev.throughline.api.web.Links;
import dev.throughline.model.LogName;
import java.util.List;

/**
 * Events that belong to no case.
 *
 * @param next the address of the following rows; empty on the last page
 */
record OrphansPage(String log, String count, List<OrphanRow> rows, String next, String apiPath) {

  static OrphansPage none(LogName log) {
    return new OrphansPage(
        log.value(),
        "0 events",
        List.of(),
        "",
        "/api/v1/logs/" + Links.encoded(log.value()) + "/orphans");
  }
}
