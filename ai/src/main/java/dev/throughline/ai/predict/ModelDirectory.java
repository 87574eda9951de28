package dev.throughline.ai.predict;

import dev.throughline.ai.features.FindingFeatures;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where models are kept: {@code manifest.json} names the one in use by its hash, and {@code
 * HASH.model} are the files. Older ones stay for advice that names them.
 */
public final class ModelDirectory {
  private static final String MANIFEST = "manifest.json";
  private static final long MAX_BYTES = 64L << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path directory;

  public ModelDirectory(Path directory) {
    this.directory = directory;
  }

  /** A model that was loaded, with what the manifest says of it. */
  public record Loaded(ReasonModel model, ModelManifest manifest) {}

  /**
   * Stores a model and makes it the one in use. After a crash the old or the new one is in use.
   *
   * @param at when it was trained
   * @param on the Java and the operating system that trained it
   */
  public ModelManifest store(
      ReasonModel model, Evaluation evaluation, Evaluation baseline, Instant at, String on)
      throws IOException {
    byte[] bytes = ModelCodec.write(model);
    String sha256 = DataHash.of(bytes);
    ModelManifest manifest =
        new ModelManifest(
            ModelManifest.FORMAT, sha256, at, on, model.header(), evaluation, baseline);
    Files.createDirectories(directory);
    replace(sha256 + ".model", bytes);
    replace(MANIFEST, JSON.writeValueAsBytes(manifest));
    return manifest;
  }

  private void replace(String name, byte[] bytes) throws IOException {
    Path temporary = Files.createTempFile(directory, name, ".tmp");
    try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      file.force(true);
    }
    Files.move(
        temporary,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** When the manifest was last written; absent when there is no model. */
  public Optional<Instant> changedAt() {
    try {
      return Optional.of(Files.getLastModifiedTime(directory.resolve(MANIFEST)).toInstant());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  /**
   * The model in use; absent when none was ever stored.
   *
   * @throws ThroughlineException {@code MODEL_REFUSED} when its file is not the one that the
   *     manifest names, or one of them cannot be read
   */
  public Optional<Loaded> load() {
    Path file = directory.resolve(MANIFEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    ModelManifest manifest = manifest(file);
    return Optional.of(new Loaded(model(manifest), manifest));
  }

  private static ModelManifest manifest(Path file) {
    try {
      return JSON.readValue(read(file), ModelManifest.class);
    } catch (JacksonException e) {
      throw refused("the model's manifest cannot be read", e);
    }
  }

  private ReasonModel model(ModelManifest manifest) {
    byte[] bytes = read(directory.resolve(manifest.sha256() + ".model"));
    String sha256 = DataHash.of(bytes);
    if (!sha256.equals(manifest.sha256())) {
      throw refused(
          "the model's file has the SHA-256 %s, its manifest names %s"
              .formatted(sha256, manifest.sha256()),
          null);
    }
    ReasonModel model;
    try {
      model = ModelCodec.read(bytes);
    } catch (RuntimeException e) { // whatever a parser throws
      throw refused("the model's file cannot be read", e);
    }
    int version = model.header().featureVersion();
    if (version != FindingFeatures.VERSION) {
      throw refused(
          "the model knows features of version %d, this software has version %d: train it again"
              .formatted(version, FindingFeatures.VERSION),
          null);
    }
    return model;
  }

  private static byte[] read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw refused("%s is larger than %d bytes".formatted(file.getFileName(), MAX_BYTES), null);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw refused(file.getFileName() + " cannot be read", e);
    }
  }

  private static ThroughlineException refused(String message, @Nullable Throwable cause) {
    return new ThroughlineException(ErrorCode.MODEL_REFUSED, message, null, cause);
  }
}
