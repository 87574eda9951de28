package dev.throughline.api.simulate;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Makes JSON lines of sendings and of the truth. Not safe for threads. */
final class RecordText {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final JsonGenerator json =
      JsonFactory.builder()
          .rootValueSeparator("")
          .build()
          .createGenerator(ObjectWriteContext.empty(), bytes);

  /** The record, UTF-8, without the line's end. */
  byte[] record(Sending sending) {
    return line(out -> sending.message().body().write(out, sending));
  }

  byte[] truth(Message message) {
    return line(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("source", message.source());
          out.writeStringProperty("event", message.eventId());
          out.writeStringProperty("case", message.caseId());
          out.writeEndObject();
        });
  }

  byte[] truth(CaseTruth truth) {
    return line(
        out -> {
          out.writeStartObject();
          out.writeStringProperty("case", truth.id().value());
          if (truth.cause() == null) {
            out.writeNullProperty("cause");
          } else {
            out.writeStringProperty("cause", truth.cause().name());
          }
          out.writeStringProperty("month", truth.month().toString());
          out.writeEndObject();
        });
  }

  private byte[] line(Consumer<JsonGenerator> writer) {
    bytes.reset();
    writer.accept(json);
    json.flush();
    return bytes.toByteArray();
  }
}
