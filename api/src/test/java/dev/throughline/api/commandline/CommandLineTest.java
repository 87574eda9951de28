package dev.throughline.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program as scripts see it: exit status, standard output, standard error. What only a process
 * of its own can show runs in one.
 */
class CommandLineTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Two cases; the second repeats 'pack'. The steps order -> pack take 60 s and 120 s. */
  private static final String ORDERS =
      """
      case,activity,timestamp,system,vendor
      o-1,order,2026-01-31T10:00:00Z,erp.main,acme
      o-1,pack,2026-01-31T10:01:00Z,wms.north,acme
      o-1,ship,2026-01-31T11:01:00Z,wms.north,acme
      o-2,order,2026-02-01T10:00:00Z,erp.main,beta
      o-2,pack,2026-02-01T10:02:00Z,wms.north,beta
      o-2,pack,2026-02-01T10:02:30Z,wms.north,beta
      """;

  @TempDir Path directory;
  private Path orders;

  @BeforeEach
  void writeOrders() throws IOException {
    orders = Files.writeString(directory.resolve("orders.csv"), ORDERS);
  }

  @Test
  void mine_json_printsOneObjectThatScriptsRelyOn() throws Exception {
    ProgramRun run = ProgramRun.of(directory, "mine", orders.toString(), "--json");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode result = JSON.readTree(run.out());
    assertThat(result.get("cases").asLong()).isEqualTo(2);
    assertThat(result.get("events").asLong()).isEqualTo(6);
    assertThat(result.get("activities").asLong()).isEqualTo(3);
    assertThat(result.get("variants").asLong()).isEqualTo(2);
    assertThat(result.get("quarantined").asLong()).isZero();
    assertThat(result.get("startActivities").toString()).isEqualTo("{\"order\":2}");
    assertThat(result.get("endActivities").toString()).isEqualTo("{\"pack\":1,\"ship\":1}");
    assertThat(result.get("manifest").get("inputHash").asString()).matches("[0-9a-f]{64}");
  }

  @Test
  void mine_json_givesTheTimesOfEachStep() throws Exception {
    ProgramRun run = ProgramRun.inside(directory, "mine", orders.toString(), "--json");

    JsonNode arcs = JSON.readTree(run.out()).get("directlyFollows");
    assertThat(arcs.size()).isEqualTo(3);
    JsonNode step = arcs.get(0);
    assertThat(step.get("from").asString()).isEqualTo("order");
    assertThat(step.get("to").asString()).isEqualTo("pack");
    assertThat(step.get("count").asLong()).isEqualTo(2);
    assertSeconds(step, "meanSeconds", "90");
    assertSeconds(step, "medianSeconds", "90");
    assertSeconds(step, "minSeconds", "60");
    assertSeconds(step, "maxSeconds", "120");
    assertSeconds(step, "sumSeconds", "180");
  }

  private static void assertSeconds(JsonNode step, String field, String seconds) {
    assertThat(step.get(field).decimalValue())
        .as(field)
        .isEqualByComparingTo(new BigDecimal(seconds));
  }

  @Test
  void mine_filter_takesWholeCases() throws Exception {
    ProgramRun byVendor =
        ProgramRun.inside(
            directory, "mine", orders.toString(), "--attribute", "vendor=beta", "--json");
    ProgramRun byPeriod =
        ProgramRun.inside(directory, "mine", orders.toString(), "--to", "2026-02-01", "--json");

    assertThat(JSON.readTree(byVendor.out()).get("events").asLong()).isEqualTo(3);
    assertThat(JSON.readTree(byPeriod.out()).get("endActivities").toString())
        .isEqualTo("{\"ship\":1}");
  }

  @Test
  void mine_badRow_isNamedAndTheRestIsMined() throws Exception {
    Files.writeString(orders, ORDERS + "o-3,order,yesterday,erp.main,acme\n");

    ProgramRun run = ProgramRun.inside(directory, "mine", orders.toString(), "--json");

    assertThat(run.exit()).isZero();
    assertThat(JSON.readTree(run.out()).get("quarantined").asLong()).isEqualTo(1);
    assertThat(run.err()).contains("orders.csv:8", "timestamp", "yesterday", "BAD_TIMESTAMP");
  }

  @Test
  void mine_ambiguousDate_isAskedAbout() throws Exception {
    Files.writeString(orders, "case,activity,timestamp\no-1,order,03/04/2026 10:00\n");

    ProgramRun run = ProgramRun.inside(directory, "mine", orders.toString(), "--time-zone", "UTC");

    assertThat(run.exit()).isEqualTo(ExitCode.INPUT_REFUSED.status);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("AMBIGUOUS_DATE", "dd/MM/yyyy", "MM/dd/yyyy");
  }

  @Test
  void mine_remarkOnTheFile_isNotedOnStandardError() throws Exception {
    Path log =
        Files.writeString(
            directory.resolve("log.xes"),
            """
            <log xes.version="1849.2016" xes.features="">
              <trace>
                <event>
                  <string key="concept:name" value="order"/>
                  <date key="time:timestamp" value="2026-01-31T10:00:00Z"/>
                </event>
              </trace>
            </log>
            """);

    ProgramRun run = ProgramRun.inside(directory, "mine", log.toString(), "--json");

    assertThat(run.exit()).isZero();
    assertThat(JSON.readTree(run.out()).get("events").asLong()).isEqualTo(1);
    assertThat(run.err()).contains("note: log.xes:3", "the trace has no concept:name", "trace-1");
  }

  @Test
  void mine_missingFile_isRefusedInOneSentence() throws Exception {
    ProgramRun run = ProgramRun.of(directory, "mine", "nothing.csv");

    assertThat(run.exit()).isEqualTo(ExitCode.INPUT_REFUSED.status);
    assertThat(run.err()).contains("nothing.csv", "FILE_NOT_FOUND").doesNotContain("\tat ");
  }

  @Test
  void anyCommand_wrongUsage_exitsWithTwo() throws Exception {
    assertThat(ProgramRun.inside(directory, "mine").exit()).isEqualTo(ExitCode.USAGE.status);
    assertThat(ProgramRun.inside(directory, "mine", "--jsn").exit())
        .isEqualTo(ExitCode.USAGE.status);
    assertThat(ProgramRun.inside(directory).exit()).isEqualTo(ExitCode.USAGE.status);
    ProgramRun map = ProgramRun.inside(directory, "map", orders.toString(), "--activities", "200");
    assertThat(map.exit()).isEqualTo(ExitCode.USAGE.status);
    assertThat(map.err()).contains("200").doesNotContain("\tat ");
  }

  @Test
  void variants_json_listsThem() throws Exception {
    ProgramRun run = ProgramRun.inside(directory, "variants", orders.toString(), "--json");

    JsonNode rows = JSON.readTree(run.out()).get("rows");
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.get(0).get("activities").toString()).isEqualTo("[\"order\",\"pack\",\"pack\"]");
  }

  @Test
  void map_sameFile_drawsTheSameBytesInEveryProcess() throws Exception {
    Path map = directory.resolve("map.svg");
    ProgramRun toStandardOutput = ProgramRun.of(directory, "map", orders.toString());
    ProgramRun toFile =
        ProgramRun.inside(directory, "map", orders.toString(), "--out", map.toString());

    assertThat(toFile.exit()).as(toFile.err()).isZero();
    assertThat(Files.readString(map))
        .startsWith("<svg")
        .contains("ship")
        .isEqualTo(toStandardOutput.out());
  }

  @Test
  void export_thenMine_givesTheSameGraph() throws Exception {
    for (String format : new String[] {"xes", "csv"}) {
      Path exported = directory.resolve("exported." + format);
      ProgramRun export =
          ProgramRun.inside(
              directory,
              "export",
              orders.toString(),
              "--format",
              format,
              "--out",
              exported.toString());
      assertThat(export.exit()).as(export.err()).isZero();

      JsonNode direct = mined(orders);
      JsonNode again = mined(exported);
      for (String field : new String[] {"cases", "events", "directlyFollows", "handoffs"}) {
        assertThat(again.get(field)).as("%s of %s", field, format).isEqualTo(direct.get(field));
      }
    }
  }

  private JsonNode mined(Path file) {
    ProgramRun run = ProgramRun.inside(directory, "mine", file.toString(), "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    return JSON.readTree(run.out());
  }

  @Test
  void export_ofManyObjectTypes_asksWhoseObjectsAreTheCases() throws Exception {
    Files.writeString(
        orders,
        """
        case,activity,timestamp,invoice
        o-1,order,2026-01-31T10:00:00Z,i-1
        o-2,order,2026-01-31T11:00:00Z,i-1
        """);
    Path ocel = directory.resolve("orders.jsonocel");
    String[] toOcel = {
      "export",
      orders.toString(),
      "--map",
      "objects=invoice=invoice",
      "--format",
      "ocel_json",
      "--out",
      ocel.toString()
    };
    ProgramRun exported = ProgramRun.inside(directory, toOcel);
    assertThat(exported.exit()).as(exported.err()).isZero();

    ProgramRun asked =
        ProgramRun.inside(
            directory, "mine", ocel.toString(), "--leading-type", "invoice", "--json");
    ProgramRun xes =
        ProgramRun.inside(
            directory, "export", ocel.toString(), "--format", "xes", "--leading-type", "invoice");

    assertThat(JSON.readTree(asked.out()).get("cases").asLong()).as(asked.err()).isEqualTo(1);
    assertThat(xes.out()).contains("i-1");
    assertThat(xes.out().split("<event>", -1)).hasSize(3);
  }

  /** With a real PostgreSQL and a real Spark. */
  @Test
  void import_twice_addsNothingAndMinesAsTheFileDoes() throws Exception {
    ProgramRun.prepareData(directory);
    ProgramRun first = ProgramRun.inside(directory, "import", orders.toString(), "--json");
    ProgramRun second = ProgramRun.inside(directory, "import", orders.toString(), "--json");
    ProgramRun stored = ProgramRun.inside(directory, "mine", "--log", "orders", "--json");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(JSON.readTree(first.out()).get("accepted").asLong()).isEqualTo(6);
    assertThat(JSON.readTree(second.out()).get("accepted").asLong()).isZero();
    assertThat(JSON.readTree(second.out()).get("duplicate").asLong()).isEqualTo(6);
    assertThat(stored.exit()).as(stored.err()).isZero();
    JsonNode fromStore = JSON.readTree(stored.out());
    JsonNode fromFile = mined(orders);
    for (String field : new String[] {"cases", "events", "directlyFollows", "caseDurations"}) {
      assertThat(fromStore.get(field)).as(field).isEqualTo(fromFile.get(field));
    }
  }

  @Test
  void simulate_smallPlan_writesTheFilesAndSaysHowMany() throws Exception {
    Path folder = directory.resolve("retailer");
    ProgramRun run =
        ProgramRun.inside(
            directory, "simulate", "--events", "500", "--days", "40", "--out", folder.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("erp.ndjson", "records in all", "cases");
    assertThat(folder.resolve("wms.ndjson")).isNotEmptyFile();
    assertThat(folder.resolve("truth-cases.ndjson")).isNotEmptyFile();
  }

  @Test
  void simulate_impossiblePlan_isRefusedAsUsage() throws Exception {
    ProgramRun run = ProgramRun.inside(directory, "simulate", "--days", "0", "--out", "retailer");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("days must be 1 to 3650, was 0 [BAD_ARGUMENT]");
  }
}
