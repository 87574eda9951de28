package dev.throughline.api.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.performance.MilestoneTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  @TempDir Path directory;

  @Test
  void ofFile_table_understandsItsColumnsAndCountsWhatItRefuses() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("own.csv"),
            """
            case,activity,timestamp,system
            o-1,Received,2026-01-31T10:00:00Z,wms.north
            o-1,Posted,2026-01-31T12:00:00Z,erp.main
            o-2,Received,2026-02-01T10:00:00Z,wms.north
            o-3,Received,soon,wms.north
            """);

    try (EventLog log = EventLog.ofFile(file)) {
      assertThat(log.mine().cases()).isEqualTo(2);
      assertThat(log.refused()).isEqualTo(1);
      MilestoneTimes times = log.times("Received", "Posted");
      assertThat(times.durations().times().median()).isEqualTo(Duration.ofHours(2));
      assertThat(times.open()).isEqualTo(1);
      assertThat(log.map()).startsWith("<svg").contains("Received", "Posted");
    }
  }
}
