package dev.throughline.api.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes the page as one HTML document that is well-formed XML, loads nothing, and has inline style
 * sheets for paper and screen. Equal pages give equal bytes. Safe for use by many threads.
 */
final class ReportHtml {

  private static final Pattern UNREADABLE =
      Pattern.compile(
          "[\\p{Cc}&&[^\\t\\n\\r]]|[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}\\p{Cs}\\x{FFFE}\\x{FFFF}]");

  private final SpringTemplateEngine engine = new SpringTemplateEngine();
  private final String style = resource("process-health.css");
  private final String screenStyle = resource("process-health-screen.css");

  ReportHtml() {
    ClassLoaderTemplateResolver templates =
        new ClassLoaderTemplateResolver(ReportHtml.class.getClassLoader());
    templates.setPrefix("reports/");
    templates.setSuffix(".html");
    templates.setTemplateMode(TemplateMode.HTML);
    templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
    engine.setTemplateResolver(templates);
  }

  /** The whole document. */
  String write(HealthPage page) {
    Map<String, Object> shown = Map.of("page", page, "style", style, "screenStyle", screenStyle);
    return readable(engine.process("process-health", new Context(Locale.ROOT, shown)));
  }

  /**
   * Characters that XML forbids, and those that reorder the text around them, become U+FFFD:
   * whoever chose a name, it can neither break the document nor make it read as something else.
   */
  private static String readable(String html) {
    return UNREADABLE.matcher(html).replaceAll("\uFFFD");
  }

  /** The content security policy under which the document shows as it should, and nothing else. */
  String policy() {
    return "default-src 'none'; style-src '%s' '%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(hash(style), hash(screenStyle));
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportHtml.class.getResourceAsStream("/reports/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
