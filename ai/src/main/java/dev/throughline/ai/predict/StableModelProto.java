package dev.throughline.ai.predict;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.protos.core.ModelProto;

/**
 * A Tribuo model as bytes that depend on the data and the seed alone: Tribuo writes into it when,
 * on which machine and by which Java it was trained. That belongs into the manifest.
 */
final class StableModelProto {
  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final Map<String, String> FIXED =
      Map.of("trained-at", EPOCH, "java-version", "17", "os-name", "any", "os-arch", "any");

  static byte[] write(Model<Label> model) {
    try {
      ModelProto proto = model.serialize();
      ClassificationLinearSGDProto body =
          proto.getSerializedData().unpack(ClassificationLinearSGDProto.class);
      ClassificationLinearSGDProto.Builder stable = body.toBuilder();
      RootProvenanceProto.Builder provenance = stable.getMetadataBuilder().getProvenanceBuilder();
      provenance.getSmpBuilderList().forEach(StableModelProto::fix);
      Any packed = proto.getSerializedData().toBuilder().setValue(bytes(stable.build())).build();
      return bytes(proto.toBuilder().setSerializedData(packed).build()).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fix(SimpleProvenanceProto.Builder value) {
    String fixed = FIXED.get(value.getKey());
    if (fixed != null) {
      value.setValue(fixed);
    }
  }

  private static ByteString bytes(Message message) {
    ByteString.Output out = ByteString.newOutput(message.getSerializedSize());
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.useDeterministicSerialization();
    try {
      message.writeTo(coded);
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteString();
  }

  /**
   * Only a linear model is read: its file holds numbers and names, and no class of Java.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static LinearSGDModel read(byte[] bytes) {
    try {
      ModelProto proto = ModelProto.parseFrom(bytes);
      if (!proto.getClassName().equals(LinearSGDModel.class.getName())) {
        throw new IllegalArgumentException("not a linear model: " + proto.getClassName());
      }
      if (Model.deserialize(proto) instanceof LinearSGDModel model && model.validate(Label.class)) {
        return model;
      }
      throw new IllegalArgumentException("not a model of reasons");
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a model file", e);
    }
  }

  private StableModelProto() {}
}
