package dev.throughline.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.ingest.read.ReadLog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("reference")
class XesRoundTripReferenceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "running-example.xes",
        "receipt.xes",
        "roadtraffic100traces.xes",
        "helpdesk.xes.gz",
        "bpic2020-domestic-declarations.xes.gz"
      })
  void write_realLog_readsBackEqual(String file) throws IOException {
    Path path = Path.of(System.getProperty("reference.data"), "logs", file);
    ReadLog before = XesRoundTrip.read(path);
    Path copy = folder.resolve("copy.xes");
    XesRoundTrip.write(XesRoundTrip.content(before), copy);
    ReadLog after = XesRoundTrip.read(copy);
    assertThat(after.rejections).isEmpty();
    assertThat(after.events).hasSameSizeAs(before.events);
    assertThat(XesRoundTrip.canonical(after)).isEqualTo(XesRoundTrip.canonical(before));
    assertThat(after.headers.get(0).attributes()).isEqualTo(before.headers.get(0).attributes());
    assertThat(after.headers.get(0).globals()).isEqualTo(before.headers.get(0).globals());
    assertThat(after.headers.get(0).classifiers()).isEqualTo(before.headers.get(0).classifiers());
    assertThat(after.headers.get(0).extensions()).isEqualTo(before.headers.get(0).extensions());
  }
}
