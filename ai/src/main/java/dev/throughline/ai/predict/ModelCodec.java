package dev.throughline.ai.predict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model's file: the letters {@code TLM1}, the length of the header (4 bytes, big-endian), the
 * header as JSON, and the model as Tribuo's protobuf.
 */
final class ModelCodec {
  private static final byte[] MAGIC = "TLM1".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_HEADER = 1 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  static byte[] write(ReasonModel model) {
    byte[] header = JSON.writeValueAsBytes(model.header());
    byte[] body = StableModelProto.write(model.tribuo());
    return ByteBuffer.allocate(MAGIC.length + Integer.BYTES + header.length + body.length)
        .put(MAGIC)
        .putInt(header.length)
        .put(header)
        .put(body)
        .array();
  }

  /**
   * The model that was written.
   *
   * @throws IllegalArgumentException when the bytes are not a model's file
   */
  static ReasonModel read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < MAGIC.length + Integer.BYTES
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException("not a model file");
    }
    buffer.position(MAGIC.length);
    int length = buffer.getInt();
    if (length < 2 || length > MAX_HEADER || length > buffer.remaining()) {
      throw new IllegalArgumentException("the header's length is wrong: " + length);
    }
    byte[] header = new byte[length];
    buffer.get(header);
    byte[] body = new byte[buffer.remaining()];
    buffer.get(body);
    return new ReasonModel(header(header), StableModelProto.read(body));
  }

  private static ModelHeader header(byte[] json) {
    try {
      return JSON.readValue(json, ModelHeader.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the header cannot be read", e);
    }
  }

  private ModelCodec() {}
}
