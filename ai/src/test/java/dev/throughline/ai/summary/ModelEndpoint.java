package dev.throughline.ai.summary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model's endpoint on loopback, as far as OpenAI's protocol goes; what it answers is up
 * to the test. It records what it was asked.
 */
final class ModelEndpoint implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Writes an answer to a request's body. */
  interface Behaviour {
    void answer(HttpExchange exchange, String body) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();

  ModelEndpoint(Behaviour behaviour) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", exchange -> handle(exchange, behaviour));
    server.start();
  }

  private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add(body);
      keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      behaviour.answer(exchange, body);
    }
  }

  /** Answers what the function makes of the user's message, and says that this is all. */
  static Behaviour saying(Function<String, String> answer) {
    return finishing("\"stop\"", answer);
  }

  static Behaviour finishing(String finishReason, Function<String, String> answer) {
    return (exchange, body) ->
        send(exchange, 200, completion(answer.apply(user(body)), finishReason));
  }

  static Behaviour status(int status) {
    return (exchange, body) -> send(exchange, status, "{\"error\":{\"message\":\"no\"}}");
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  static String completion(String text, String finishReason) {
    return """
        {"id":"c1","object":"chat.completion","created":1,"model":"test","choices":[
        {"index":0,"message":{"role":"assistant","content":%s},"finish_reason":%s}],
        "usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"""
        .formatted(quoted(text), finishReason);
  }

  /** What the model is asked to answer: a summary that cites an event. */
  static String answer(String summary, String event) {
    return "{\"summary\":%s,\"events\":[%s]}".formatted(quoted(summary), quoted(event));
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  private static String user(String body) {
    JsonNode messages = JSON.readTree(body).path("messages");
    return messages.get(messages.size() - 1).path("content").stringValue("");
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> keys() {
    return List.copyOf(keys);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
