package dev.throughline.api.events;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files into logs. What a column means is proposed from the content; parameters with the keys of a
 * mapping (case, activity, timestamp, format, zone …) override it.
 */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Imports")
final class ImportsController {
  private static final String FILE = "file";

  private final Uploads uploads;
  private final Intake intake;
  private final ImportJobs jobs;

  ImportsController(Uploads uploads, Intake intake, ImportJobs jobs) {
    this.uploads = uploads;
    this.intake = intake;
    this.jobs = jobs;
  }

  @Operation(
      summary = "Import a file, sent as it is, into a log",
      description =
          "Answers 202 as soon as the file is received and understood; Location says how it goes on."
              + " Sending a file twice adds nothing.")
  @PostMapping(path = "/logs/{log}/imports", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  Mono<ResponseEntity<ImportJobResponse>> importBytes(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestBody Flux<DataBuffer> body) {
    String name = parameters.getFirst(FILE);
    return accept(log, parameters, uploads.receive(name == null ? log : name, body));
  }

  @Operation(summary = "Import a file, sent by a form, into a log")
  @PostMapping(path = "/logs/{log}/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<ResponseEntity<ImportJobResponse>> importForm(
      @PathVariable String log,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestBody Flux<PartEvent> parts) {
    return accept(log, parameters, FormFile.receive(parts, uploads));
  }

  @Operation(summary = "How an import goes")
  @GetMapping("/imports/{id}")
  ImportJobResponse job(@PathVariable String id) {
    return ImportJobResponse.from(jobs.job(id));
  }

  @Operation(
      summary = "Stop an import",
      description = "What is committed stays; sending the same file again resumes it.")
  @DeleteMapping("/imports/{id}")
  ImportJobResponse cancel(@PathVariable String id) {
    return ImportJobResponse.from(jobs.cancel(id));
  }

  private Mono<ResponseEntity<ImportJobResponse>> accept(
      String log, MultiValueMap<String, String> parameters, Mono<Upload> received) {
    Map<String, String> decided = new LinkedHashMap<>(parameters.toSingleValueMap());
    decided.remove(FILE);
    return received
        .map(upload -> uploads.take(upload.id()))
        .flatMap(
            upload ->
                intake
                    .understand(upload, decided)
                    .map(file -> intake.start(file, log, decided))
                    .doOnError(refused -> Uploads.delete(upload.file())))
        .map(ImportsController::accepted);
  }

  private static ResponseEntity<ImportJobResponse> accepted(ImportJob job) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/imports/" + job.id()))
        .body(ImportJobResponse.from(job));
  }
}
