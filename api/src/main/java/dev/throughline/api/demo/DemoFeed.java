package dev.throughline.api.demo;

import dev.throughline.api.simulate.Feed;
import dev.throughline.model.ErrorCode;
import dev.throughline.model.ThroughlineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends the records of the simulated systems over REST, as those systems would: each in its order,
 * all at the same time. What was sent before counts as a duplicate.
 */
final class DemoFeed {
  private static final int LINES_PER_REQUEST = 2_500;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI service;
  private final String authorization;

  /**
   * @param user with the right to send events
   */
  DemoFeed(URI service, String user, String password) {
    this.service = service;
    byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  /** received = accepted + duplicate + quarantined, as the service answered. */
  record Sent(long received, long accepted, long duplicate, long quarantined) {
    static final Sent NOTHING = new Sent(0, 0, 0, 0);

    Sent plus(Sent next) {
      return new Sent(
          received + next.received,
          accepted + next.accepted,
          duplicate + next.duplicate,
          quarantined + next.quarantined);
    }
  }

  /**
   * Sends all files of the directory. When one cannot be sent, the others are sent nevertheless.
   *
   * @param progress is told how many records are committed
   * @return an error {@code STORE_UNAVAILABLE} when the service does not take them
   */
  Mono<Sent> send(Path directory, LongConsumer progress) {
    return Flux.fromArray(Feed.values())
        .flatMapDelayError(
            feed -> send(directory, feed).subscribeOn(Schedulers.boundedElastic()),
            Feed.values().length,
            1)
        .onErrorMap(Exceptions::isMultiple, all -> Exceptions.unwrapMultiple(all).get(0))
        .scan(Sent.NOTHING, Sent::plus)
        .doOnNext(sent -> progress.accept(sent.received()))
        .last();
  }

  private Flux<Sent> send(Path directory, Feed feed) {
    return Flux.using(
        () -> Files.newBufferedReader(directory.resolve(feed.file())),
        lines ->
            Flux.<Sent>generate(
                sink -> {
                  try {
                    String body = next(lines);
                    if (body.isEmpty()) {
                      sink.complete();
                    } else {
                      sink.next(post(feed, body));
                    }
                  } catch (IOException failure) {
                    sink.error(unavailable(failure.toString(), failure));
                  }
                }),
        DemoFeed::close);
  }

  private static String next(BufferedReader lines) throws IOException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < LINES_PER_REQUEST; i++) {
      String line = lines.readLine();
      if (line == null) {
        break;
      }
      body.append(line).append('\n');
    }
    return body.toString();
  }

  private Sent post(Feed feed, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/api/v1/events?mapping=" + feed.mapping()))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw unavailable("status " + answer.statusCode() + " " + answer.body(), null);
      }
      return sent(JSON.readTree(answer.body()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted", interrupted);
    }
  }

  private static Sent sent(JsonNode answer) {
    return new Sent(
        answer.path("received").asLong(),
        answer.path("accepted").asLong(),
        answer.path("duplicate").asLong(),
        answer.path("quarantined").asLong());
  }

  private static ThroughlineException unavailable(String why, @Nullable Throwable cause) {
    return new ThroughlineException(
        ErrorCode.STORE_UNAVAILABLE, "the service took no more events: " + why, null, cause);
  }

  private static void close(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }
}
