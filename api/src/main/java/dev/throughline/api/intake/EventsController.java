package dev.throughline.api.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events that programs send. */
@RestController
@RequestMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Events")
final class EventsController {
  private final RequestIntake intake;

  EventsController(RequestIntake intake) {
    this.intake = intake;
  }

  @Operation(
      summary = "Send events",
      description =
          "A JSON array, NDJSON, a CloudEvent, or a batch of them; each record is a canonical event"
              + " or, with a mapping, what a source system writes. Answers after the commit. An"
              + " event is known by its source and id: sent again, it is a duplicate.")
  @PostMapping(
      consumes = {
        MediaType.APPLICATION_JSON_VALUE,
        BodyFormat.NDJSON_TYPE,
        BodyFormat.CLOUD_EVENT_TYPE,
        BodyFormat.CLOUD_EVENT_BATCH_TYPE
      })
  Mono<IntakeResponse> take(
      @RequestParam(defaultValue = Mappings.CANONICAL) String mapping,
      @RequestHeader HttpHeaders headers,
      @RequestBody Flux<DataBuffer> body) {
    return intake.take(mapping, headers, body);
  }
}
