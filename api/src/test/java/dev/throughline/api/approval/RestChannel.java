package dev.throughline.api.approval;

import dev.throughline.model.FindingId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions over REST. */
final class RestChannel implements Channel {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  RestChannel(int port) {
    this.port = port;
  }

  @Override
  public String take(String user, Call call) {
    HttpResponse<String> response = post(user, call);
    JsonNode body = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      return body.get("code").asString();
    }
    String tag = response.headers().firstValue("ETag").orElse("");
    return "OK %s %s %d %s %d/%d %s by %s tag %s replayed %s"
        .formatted(
            body.get("step").asString(),
            body.get("state").asString(),
            body.get("version").asLong(),
            text(body, "action"),
            body.get("approvals").asInt(),
            body.get("approvalsNeeded").asInt(),
            text(body, "reason"),
            body.get("by").asString(),
            tag.replace("\"", ""),
            response.headers().firstValue("Idempotent-Replayed").orElse("false"));
  }

  HttpResponse<String> post(String user, Call call) {
    Map<String, Object> body = new LinkedHashMap<>();
    String path =
        switch (call.step()) {
          case "propose" -> "proposals";
          case "approve" -> "approval";
          case "reject" -> "rejection";
          case "confirm" -> "reason";
          default -> "completion";
        };
    put(body, "action", call.action());
    put(body, "comment", call.comment());
    put(body, "reason", call.reason());
    if (path.equals("completion")) {
      put(body, "outcome", call.step().equals("complete") ? "DONE" : "FAILED");
    }
    HttpRequest.Builder request =
        request(user, "/api/v1/findings/" + call.finding() + "/" + path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (call.version() > 0) {
      request.header("If-Match", "\"" + call.version() + "\"");
    }
    if (!call.key().isEmpty()) {
      request.header("Idempotency-Key", call.key());
    }
    return send(request);
  }

  private static void put(Map<String, Object> body, String name, String value) {
    if (!value.isEmpty()) {
      body.put(name, value);
    }
  }

  @Override
  public String proposals(String user, FindingId finding) {
    StringBuilder text = new StringBuilder();
    for (JsonNode proposal : get(user, finding, "proposals")) {
      text.append(
          "%s by %s: %s %s, %d\n"
              .formatted(
                  proposal.get("action").asString(),
                  proposal.get("proposedBy").asString(),
                  proposal.get("amount").asString(),
                  proposal.get("currency").asString(),
                  proposal.get("approvalsNeeded").asInt()));
      for (JsonNode decision : proposal.get("decisions")) {
        text.append(
            "  %s by %s: %s %s\n"
                .formatted(
                    decision.get("verdict").asString(),
                    decision.get("decidedBy").asString(),
                    text(decision, "comment"),
                    text(decision, "reason")));
      }
    }
    return text.toString();
  }

  @Override
  public String permissions(String user, FindingId finding) {
    StringBuilder text = new StringBuilder();
    for (JsonNode permission : get(user, finding, "permissions")) {
      text.append(
          "%s %s %s %s\n"
              .formatted(
                  permission.get("step").asString(),
                  permission.get("permitted").asBoolean(),
                  text(permission, "code"),
                  text(permission, "reason")));
    }
    return text.toString();
  }

  private JsonNode get(String user, FindingId finding, String what) {
    return JSON.readTree(
        send(request(user, "/api/v1/findings/" + finding + "/" + what).GET()).body());
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  HttpRequest.Builder request(String user, String path) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Basic " + credentials);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
