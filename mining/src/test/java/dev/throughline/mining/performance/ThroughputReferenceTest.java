package dev.throughline.mining.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.quarantine.Rejection;
import dev.throughline.ingest.read.EventRow;
import dev.throughline.ingest.read.LogSink;
import dev.throughline.ingest.read.ReadOptions;
import dev.throughline.mining.trace.ReferenceLogs;
import dev.throughline.mining.trace.TraceBlock;
import dev.throughline.mining.trace.TraceBlockBuilder;
import dev.throughline.mining.trace.TraceColumns;
import dev.throughline.mining.trace.TraceSelection;
import dev.throughline.model.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The throughput that was published for the BPI Challenge 2019, case by case. */
@Tag("reference")
class ThroughputReferenceTest {
  private static final long MICROS_PER_DAY = Duration.ofDays(1).toMillis() * 1000;
  private static final Milestone CREATED =
      Milestone.first(new Activity("Create Purchase Order Item"));
  private static final Milestone RECEIVED = Milestone.first(new Activity("Record Goods Receipt"));

  @Test
  void milestones_firstItemToFirstReceipt_areThePublishedDays() throws IOException {
    Path logs = ReferenceLogs.data().resolve("logs");
    Map<String, Long> published = published(logs);
    TraceBlock block = read(logs.resolve("bpic2019-3way-after.xes.gz"));
    MilestoneTimeKernel kernel = new MilestoneTimeKernel(CREATED, RECEIVED);
    kernel.add(TraceSelection.all(block));

    assertThat(published).hasSize(14_539);
    assertThat(wholeDays(kernel, block)).isEqualTo(published);
    MilestoneTimes times = kernel.result();
    long measured = times.durations().times().count();
    assertThat(measured).isEqualTo(14_539);
    assertThat(measured + times.notStarted() + times.open() + times.reversed()).isEqualTo(15_182);
  }

  private static Map<String, Long> published(Path logs) throws IOException {
    Path file = logs.resolve("bpic2019-throughput-po-item-to-goods-receipt.csv");
    return Files.readAllLines(file).stream()
        .map(line -> line.split(","))
        .collect(
            Collectors.toMap(
                fields -> fields[0],
                fields -> Long.valueOf(fields[1]),
                (left, right) -> left,
                TreeMap::new));
  }

  private static Map<String, Long> wholeDays(MilestoneTimeKernel kernel, TraceBlock block) {
    Map<String, Long> days = new TreeMap<>();
    long[] micros = block.micros();
    kernel.forEachCase(
        TraceSelection.all(block),
        (caseIndex, from, to) -> {
          if (from >= 0 && to >= 0 && micros[to] >= micros[from]) {
            days.put(block.caseId(caseIndex), (micros[to] - micros[from]) / MICROS_PER_DAY);
          }
        });
    return days;
  }

  private static TraceBlock read(Path file) throws IOException {
    TraceBlockBuilder builder = new TraceBlockBuilder(new TraceColumns(Set.of(), List.of()));
    LogSink sink =
        new LogSink() {
          @Override
          public boolean storesEvents() {
            return false;
          }

          @Override
          public void event(EventRow row) {
            builder.add(row);
          }

          @Override
          public void reject(Rejection rejection) {
            throw new AssertionError(rejection);
          }
        };
    ReferenceLogs.reader(file).read(file, ReadOptions.defaults("erp"), sink);
    return builder.build();
  }
}
