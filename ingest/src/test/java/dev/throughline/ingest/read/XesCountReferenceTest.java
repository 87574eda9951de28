package dev.throughline.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real logs, against the counts that were published or that PM4Py 2.7.14 has. */
@Tag("reference")
class XesCountReferenceTest {

  @ParameterizedTest
  @CsvSource({
    "bpic2019-3way-after.xes.gz, 15182, 319233, 38",
    "bpic2020-domestic-declarations.xes.gz, 10357, 55628, 14",
    "receipt.xes, 1434, 8577, 27",
    "running-example.xes, 6, 42, 8",
    "roadtraffic100traces.xes, 100, 390, 10",
    "helpdesk.xes.gz, 4580, 21348, 14",
  })
  void read_realLog_hasThePublishedCounts(String file, int cases, int events, int activities)
      throws IOException {
    Path path = Path.of(System.getProperty("reference.data"), "logs", file);
    ReadLog log = ReadLog.of(new XesReader(), path, ReadOptions.defaults("erp"));
    assertThat(log.rejections).isEmpty();
    assertThat(log.headers).hasSize(1);
    assertThat(log.events).hasSize(events);
    assertThat(log.events.stream().map(event -> event.objects().get(0).id()).distinct())
        .hasSize(cases);
    assertThat(log.events.stream().map(event -> event.activity()).collect(Collectors.toSet()))
        .hasSize(activities);
    assertThat(log.events.stream().map(event -> event.id()).distinct()).hasSize(events);
  }
}
