package dev.throughline.api.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends events over REST and waits until they are committed. Safe for many threads. */
public final class EventPost {
  /** The mapping of records that are canonical events. */
  static final String CANONICAL = "";

  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\"\\s*:\\s*(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI http;
  private final String authorization;

  /**
   * @param http where REST is served
   * @param authorization as in HTTP
   */
  public EventPost(URI http, String authorization) {
    this.http = http;
    this.authorization = authorization;
  }

  /** The authorization of an account. */
  public static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /**
   * Sends one body of NDJSON.
   *
   * @param mapping of the records
   * @return events that were accepted and committed
   * @throws IllegalStateException when the service does not take them
   */
  long send(String mapping, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(http.resolve("/api/v1/events?mapping=" + mapping))
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      Matcher accepted = ACCEPTED.matcher(answer.body());
      if (answer.statusCode() != 200 || !accepted.find()) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
      return Long.parseLong(accepted.group(1));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
