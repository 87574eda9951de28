package dev.throughline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.security.FirstPassword;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One window of headless Chromium with a fresh profile. Screenshots go to target/screenshots. */
final class Browser implements AutoCloseable {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Dimension SIZE = new Dimension(1440, 1000);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String AXE = axe();

  final ChromeDriver driver;
  private final RunningService service;
  private final WebDriverWait wait;
  private final List<String> complaints = new ArrayList<>();

  /** Whether pages may run scripts. */
  enum Scripts {
    ON,
    OFF
  }

  /**
   * @param profiles folder in which the window gets a profile of its own
   */
  Browser(RunningService service, Path profiles, Scripts scripts) throws IOException {
    this.service = service;
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options(Files.createTempDirectory(profiles, "profile"), scripts));
    driver.manage().timeouts().pageLoadTimeout(PATIENCE);
    wait = new WebDriverWait(driver, PATIENCE);
    Files.createDirectories(SCREENSHOTS);
  }

  private static ChromeOptions options(Path profile, Scripts scripts) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=" + SIZE.getWidth() + "," + SIZE.getHeight(),
        "--user-data-dir=" + profile);
    if (scripts == Scripts.OFF) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
      // The driver learns by script that a page is loaded; without scripts, what is waited for is
      // named instead.
      options.setPageLoadStrategy(PageLoadStrategy.NONE);
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  private static String axe() {
    String file = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = Browser.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Makes it as good as a fresh one: nobody is signed in, and nothing unwanted was seen. */
  Browser forget() {
    driver.manage().deleteAllCookies();
    driver.manage().window().setSize(SIZE);
    complaints.clear();
    console();
    foreignRequests();
    return this;
  }

  void open(String path) {
    driver.get(service.address().resolve(path).toString());
  }

  /** Asks for a page, signs in as the administrator, and must come out at that page. */
  void signIn(String path) {
    signIn(FirstPassword.USER, service.firstPassword().orElseThrow(), path);
  }

  /** As {@link #signIn(String)}, as somebody. */
  void signIn(String user, String password, String path) {
    open(path);
    await("#password");
    driver.findElement(By.id("username")).sendKeys(user);
    driver.findElement(By.id("password")).sendKeys(password);
    press("button.primary");
    wait.until(d -> service.address().resolve(path).toString().equals(d.getCurrentUrl()));
    await("footer");
  }

  void press(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  void await(String selector) {
    wait.until(d -> !d.findElements(By.cssSelector(selector)).isEmpty());
  }

  /** Opens the page until it has such an element. */
  void awaitAt(String path, String selector) {
    wait.until(
        d -> {
          open(path);
          return !d.findElements(By.cssSelector(selector)).isEmpty();
        });
  }

  void awaitAddress(String part) {
    wait.until(d -> String.valueOf(d.getCurrentUrl()).contains(part));
  }

  void awaitLess(int labels) {
    wait.until(d -> mapLabels().size() < labels);
  }

  /** Types a text and leaves the field, as a person does. */
  void set(String id, String value) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(value, Keys.TAB);
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  /** Every text of the map, in its order; in one call, so that no swap comes in between. */
  List<String> mapLabels() {
    Object labels =
        driver.executeScript(
            "return JSON.stringify(Array.from(document.querySelectorAll('.map svg text'))"
                + ".map(t => t.textContent))");
    return JSON.readTree((String) labels).valueStream().map(JsonNode::asString).toList();
  }

  /** Of the page that is shown. */
  URI address() {
    return URI.create(String.valueOf(driver.getCurrentUrl()));
  }

  void resize(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  boolean overflow() {
    Object wider =
        driver.executeScript("return document.documentElement.scrollWidth > window.innerWidth");
    return Boolean.TRUE.equals(wider);
  }

  byte[] screenshot(String name) throws IOException {
    byte[] png = driver.getScreenshotAs(OutputType.BYTES);
    Files.write(SCREENSHOTS.resolve(name + ".png"), png);
    return png;
  }

  static int colours(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours.size();
  }

  /** No error or policy violation in the console, and no request to another host. */
  void expectNothingUnwanted() {
    complaints.addAll(console());
    assertThat(complaints).isEmpty();
    assertThat(foreignRequests()).isEmpty();
  }

  /** Warnings and errors since it was last asked. */
  private List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  private List<String> foreignRequests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
        .filter(m -> m.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(m -> m.path("params").path("request").path("url").asString(""))
        .filter(url -> url.startsWith("http") || url.startsWith("ws"))
        .filter(url -> !url.startsWith(service.address().toString()))
        .toList();
  }

  /** Nothing that axe-core knows to hinder people, on the page as it is now. */
  void expectAccessible() {
    complaints.addAll(console());
    driver.executeScript(AXE);
    Object found =
        driver.executeAsyncScript(
            "const done = arguments[arguments.length - 1];"
                + "axe.run().then(r => done(JSON.stringify(r.violations)),"
                + " e => done(JSON.stringify([{id: String(e), nodes: []}])));");
    List<String> violations =
        JSON.readTree((String) found).valueStream().flatMap(Browser::violations).toList();
    console(); // what axe-core itself is warned of
    assertThat(violations).as(driver.getCurrentUrl()).isEmpty();
  }

  private static Stream<String> violations(JsonNode rule) {
    String name = rule.path("id").asString("") + ": " + rule.path("help").asString("");
    return Stream.concat(
        rule.path("nodes").isEmpty() ? Stream.of(name) : Stream.empty(),
        rule.path("nodes").valueStream().map(node -> name + " at " + node.path("html")));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
