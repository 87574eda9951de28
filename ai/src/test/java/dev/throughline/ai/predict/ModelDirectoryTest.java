package dev.throughline.ai.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.throughline.ai.features.FeatureVector;
import dev.throughline.ai.features.FindingFeatures;
import dev.throughline.ai.triage.RuleTable;
import dev.throughline.ai.triage.TestPlaybook;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {
  private static final Instant AT = Instant.parse("2026-04-01T12:00:00Z");
  private static final TimeSplit SPLIT = TimeSplit.of(GeneratedCases.of(2, 400));
  private static final ReasonModel MODEL = new ReasonTrainer(1, "test").train(SPLIT);

  @TempDir private Path folder;
  private ModelDirectory directory;
  private ModelManifest manifest;

  @BeforeEach
  void storeModel() throws IOException {
    directory = new ModelDirectory(folder);
    manifest = directory.store(MODEL, evaluation(MODEL), rules(), AT, "Java 17");
  }

  private static Evaluation evaluation(ReasonModel model) {
    return Evaluator.evaluate(
        new LearnedTriage(model, "ab", new TestPlaybook()), SPLIT.evaluation());
  }

  private static Evaluation rules() {
    return Evaluator.evaluate(new RuleTable(new TestPlaybook()), SPLIT.evaluation());
  }

  @Test
  void load_storedModel_predictsBitForBitAsBefore() {
    ModelDirectory.Loaded loaded = directory.load().orElseThrow();

    assertThat(loaded.manifest()).isEqualTo(manifest);
    assertThat(loaded.model().header()).isEqualTo(MODEL.header());
    for (ResolvedCase resolved : SPLIT.evaluation()) {
      FeatureVector features = FindingFeatures.of(resolved.finding());
      assertThat(loaded.model().probabilities(features)).isEqualTo(MODEL.probabilities(features));
    }
  }

  @Test
  void load_nothingStored_isAbsent() {
    assertThat(new ModelDirectory(folder.resolve("empty")).load()).isEmpty();
    assertThat(new ModelDirectory(folder.resolve("empty")).changedAt()).isEmpty();
  }

  @Test
  void load_anyByteChanged_isRefusedBeforeItIsParsed() throws IOException {
    Path file = folder.resolve(manifest.sha256() + ".model");
    byte[] bytes = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);

      assertThatThrownBy(directory::load)
          .isInstanceOfSatisfying(
              ThroughlineException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_REFUSED))
          .hasMessageContaining("its manifest names " + manifest.sha256());
    }
  }

  @Test
  void load_fileGone_isRefused() throws IOException {
    Files.delete(folder.resolve(manifest.sha256() + ".model"));

    assertThatThrownBy(directory::load)
        .isInstanceOf(ThroughlineException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void load_manifestBroken_isRefused() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "{\"format\":1}");

    assertThatThrownBy(directory::load).hasMessage("the model's manifest cannot be read");
  }

  /** A file whose hash is right can still be no model: whoever can write both is not believed. */
  @Test
  void load_garbageWithRightHash_isRefused() throws IOException {
    byte[] valid = ModelCodec.write(MODEL);
    SplittableRandom random = new SplittableRandom(12);
    for (int length : new int[] {0, 3, 8, 100, valid.length / 2, valid.length - 1}) {
      byte[] garbage = java.util.Arrays.copyOf(valid, length);
      for (int i = 8; i < length; i += 1 + random.nextInt(40)) {
        garbage[i] = (byte) random.nextInt();
      }
      String sha256 = DataHash.of(garbage);
      String text = Files.readString(folder.resolve("manifest.json"));
      Files.writeString(
          folder.resolve("manifest.json"),
          text.replaceAll("\"sha256\" : \"[0-9a-f]+\"", "\"sha256\" : \"" + sha256 + "\""));
      Files.write(folder.resolve(sha256 + ".model"), garbage);

      assertThatThrownBy(directory::load).hasMessage("the model's file cannot be read");
    }
  }

  @Test
  void store_anotherModel_keepsTheOlderFile() throws IOException {
    ReasonModel other = new ReasonTrainer(2, "test").train(SPLIT);
    ModelManifest later = directory.store(other, evaluation(other), rules(), AT, "Java 17");

    assertThat(directory.load().orElseThrow().manifest()).isEqualTo(later);
    assertThat(folder.resolve(manifest.sha256() + ".model")).exists();
    assertThat(later.sha256()).isNotEqualTo(manifest.sha256());
  }
}
