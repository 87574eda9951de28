package dev.throughline.mining.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.mining.engine.MiningQuery;
import dev.throughline.mining.engine.ProcessKernel;
import dev.throughline.mining.trace.TraceBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scala.reflect.ClassTag;

@ExtendWith(SparkEngineExtension.class)
class SparkEngineTest {
  private final SparkEngine engine;

  SparkEngineTest(SparkEngine engine) {
    this.engine = engine;
  }

  @Test
  void start_local_listensToThisMachineOnlyAndServesNoPages() {
    assertThat(engine.context().getConf().get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
    assertThat(engine.context().sc().uiWebUrl().isEmpty()).isTrue();
  }

  @Test
  void warmUp_workingDirectory_getsNothing() throws IOException {
    Set<Path> before = workingDirectory();
    engine.warmUp();
    assertThat(workingDirectory()).isEqualTo(before);
  }

  private static Set<Path> workingDirectory() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.collect(Collectors.toSet());
    }
  }

  /** Blocks travel when they do not fit into memory, kernels with every answer. */
  @Test
  void serializer_blockAndKernel_giveTheSameAnswerAfterwards() {
    TraceBlock block = FixtureTable.block(engine, new SplittableRandom(7));
    SerializerInstance serializer = SparkEnv.get().serializer().newInstance();
    ProcessKernel kernel = fold(block);
    String answer = kernel.result().with(FixtureTable.MANIFEST).toString();
    assertThat(answer).contains("Order");
    assertThat(answer(fold(copy(serializer, block)))).isEqualTo(answer);
    ProcessKernel copied = copy(serializer, kernel);
    assertThat(answer(copied)).isEqualTo(answer);
    copied.merge(fold(block));
    kernel.merge(fold(block));
    assertThat(answer(copied)).isEqualTo(answer(kernel)).isNotEqualTo(answer);
  }

  private static ProcessKernel fold(TraceBlock block) {
    return ProcessKernel.fold(block, 0, block.cases(), MiningQuery.ALL);
  }

  private static String answer(ProcessKernel kernel) {
    return kernel.result().with(FixtureTable.MANIFEST).toString();
  }

  private static <T> T copy(SerializerInstance serializer, T value) {
    ClassTag<T> tag = ClassTag.apply(value.getClass());
    return serializer.deserialize(serializer.serialize(value, tag), tag);
  }
}
