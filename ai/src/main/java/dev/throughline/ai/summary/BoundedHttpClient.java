package dev.throughline.ai.summary;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Calls an endpoint with one limit on the time of the whole answer, body included, and one on its
 * size; follows no redirect. The client that LangChain4j brings stops its clock at the headers and
 * reads whatever comes.
 */
final class BoundedHttpClient implements HttpClient {
  private final java.net.http.HttpClient client;
  private final Duration timeout;
  private final int maxBytes;

  private BoundedHttpClient(Duration timeout, int maxBytes) {
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.client =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** What LangChain4j asks for; the limits are ours, whatever it sets. */
  static HttpClientBuilder builder(Duration timeout, int maxBytes) {
    return new Builder(timeout, maxBytes);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(translated(request), headers -> new BoundedBody(maxBytes));
    try {
      return answered(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (java.util.concurrent.TimeoutException late) {
      call.cancel(true);
      throw new TimeoutException("no complete answer within " + timeout);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw new TimeoutException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AnswerTooLargeException tooLarge) {
        throw tooLarge;
      }
      throw new IllegalStateException("the endpoint cannot be reached", e.getCause());
    }
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    java.net.http.HttpRequest.Builder call =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request.headers().forEach((name, values) -> values.forEach(v -> call.header(name, v)));
    String body = request.body();
    return call.method(
            request.method().name(),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static SuccessfulHttpResponse answered(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status < 200 || status > 299) {
      throw new HttpException(status, "the endpoint answered with status " + status);
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(status)
        .headers(answer.headers().map())
        .body(new String(answer.body(), StandardCharsets.UTF_8))
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("summaries are read as a whole, not as a stream");
  }

  private record Builder(Duration timeout, int maxBytes) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
      return this;
    }

    @Override
    public HttpClient build() {
      return new BoundedHttpClient(timeout, maxBytes);
    }
  }
}
