package dev.throughline.api.events;

import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes the first file out of a form while it arrives; everything else in it is passed over. */
public final class FormFile {

  /**
   * Receives it.
   *
   * @return an error {@code MISSING_FIELD} when the form has no file, or as {@link Uploads#receive}
   */
  public static Mono<Upload> receive(Flux<PartEvent> form, Uploads uploads) {
    return form.windowUntil(PartEvent::isLast)
        .concatMap(
            part -> part.switchOnFirst((first, events) -> file(first.get(), events, uploads)))
        .next()
        .switchIfEmpty(
            Mono.error(
                () -> new ThroughlineException(ErrorCode.MISSING_FIELD, "choose a file first")));
  }

  private static Flux<Upload> file(
      @Nullable PartEvent first, Flux<PartEvent> events, Uploads uploads) {
    if (first instanceof FilePartEvent file && !file.filename().isEmpty()) {
      Flux<DataBuffer> body = events.map(PartEvent::content);
      return uploads.receive(file.filename(), body).flux();
    }
    return events
        .doOnNext(event -> DataBufferUtils.release(event.content()))
        .thenMany(Flux.empty());
  }

  private FormFile() {}
}
