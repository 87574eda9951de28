package dev.throughline.api.web.exceptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser without scripts does: cookies, redirects, forms with their hidden fields. */
final class SignedInBrowser {
  private final RunningService service;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();
  private int lastStatus;

  private SignedInBrowser(RunningService service) {
    this.service = service;
  }

  static SignedInBrowser of(RunningService service, String user, String password) {
    SignedInBrowser browser = new SignedInBrowser(service);
    String token = field(browser.get("/login"), "_csrf");
    browser.post("/login", "username=" + user + "&password=" + password + "&_csrf=" + enc(token));
    assertThat(browser.lastStatus).isEqualTo(200);
    return browser;
  }

  /** The status of the last answer, after redirects. */
  int lastStatus() {
    return lastStatus;
  }

  String page(String path) {
    String html = get(path);
    assertThat(lastStatus).as(path).isEqualTo(200);
    return html;
  }

  /** Opens the page and sends the form of a step with these fields. */
  String send(String path, String step, String... namesAndValues) {
    return sendSeen(page(path), path, step, namesAndValues);
  }

  /** Sends the form of a step from a page that was opened before. */
  String sendSeen(String html, String path, String step, String... namesAndValues) {
    StringBuilder body =
        new StringBuilder("step=" + step)
            .append("&version=" + field(html, "version"))
            .append("&key=" + enc(field(html, "key")))
            .append("&_csrf=" + enc(field(html, "_csrf")));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.append('&').append(namesAndValues[i]).append('=').append(enc(namesAndValues[i + 1]));
    }
    return post(path + "/steps", body.toString());
  }

  /** Sends a form as another site would: with the cookies, without the token. */
  void sendForged(String path, String body) {
    post(path, body);
    assertThat(lastStatus).isEqualTo(403);
  }

  /** The value of the first field of the name; a forged one where the page has none. */
  private static String field(String html, String name) {
    Matcher field = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(html);
    return field.find() ? field.group(1) : "1";
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String get(String path) {
    return answer(request(path).GET().build());
  }

  private String post(String path, String body) {
    return answer(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Accept", "text/html");
  }

  private String answer(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      lastStatus = answer.statusCode();
      return answer.body();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
