package dev.throughline.api.web;

import dev.throughline.api.events.FormFile;
import dev.throughline.api.events.ImportJob;
import dev.throughline.api.events.ImportJobs;
import dev.throughline.api.events.Intake;
import dev.throughline.api.events.UnderstoodFile;
import dev.throughline.api.events.Upload;
import dev.throughline.api.events.Uploads;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From a chosen file to its map: upload, confirm what the columns mean, import, result. */
@Controller
final class UploadPages {
  private final Uploads uploads;
  private final Intake intake;
  private final ImportJobs jobs;

  UploadPages(Uploads uploads, Intake intake, ImportJobs jobs) {
    this.uploads = uploads;
    this.intake = intake;
    this.jobs = jobs;
  }

  @PostMapping(path = "/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Mono<Rendering> upload(@RequestBody Flux<PartEvent> form) {
    return FormFile.receive(form, uploads).map(upload -> seeOther("/uploads/" + upload.id()));
  }

  @GetMapping("/uploads/{id}")
  Mono<Rendering> preview(@PathVariable String id) {
    Upload upload = uploads.waiting(id);
    return intake.understand(upload, Map.of()).map(file -> preview(file, MappingForm.FIRST));
  }

  @PostMapping("/uploads/{id}")
  Mono<Rendering> previewAgain(@PathVariable String id, ServerWebExchange exchange) {
    return submitted(id, exchange).map(form -> preview(form.file(), form.form()));
  }

  @PostMapping("/uploads/{id}/import")
  Mono<Rendering> start(@PathVariable String id, ServerWebExchange exchange) {
    return submitted(id, exchange)
        .map(form -> form.file().isClear() ? started(form) : preview(form.file(), form.form()));
  }

  @GetMapping("/imports/{id}")
  Rendering result(@PathVariable String id) {
    ImportJob job = jobs.job(id);
    return Rendering.view("import").modelAttribute("job", ImportPage.of(job)).build();
  }

  @PostMapping("/imports/{id}/cancel")
  Rendering cancel(@PathVariable String id) {
    return seeOther("/imports/" + jobs.cancel(id).id());
  }

  /** A form that was sent, and how its file is read in its light. */
  private record Submitted(UnderstoodFile file, MappingForm form) {}

  private Mono<Submitted> submitted(String id, ServerWebExchange exchange) {
    Upload upload = uploads.waiting(id);
    return exchange
        .getFormData()
        .map(MappingForm::of)
        .flatMap(
            form -> intake.understand(upload, form.decided()).map(f -> new Submitted(f, form)));
  }

  private Rendering started(Submitted form) {
    ImportJob job = intake.start(form.file(), form.form().log(), form.form().decided());
    uploads.take(form.file().upload().id());
    return seeOther("/imports/" + job.id());
  }

  private static Rendering preview(UnderstoodFile file, MappingForm form) {
    return Rendering.view("upload").modelAttribute("content", UploadPage.of(file, form)).build();
  }

  private static Rendering seeOther(String path) {
    return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
  }
}
