package dev.throughline.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.api.config.RunningService;
import dev.throughline.api.config.RunningTestService;
import dev.throughline.ingest.store.EventStore;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.PageLoadStrategy;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages in headless Chromium, as a person uses them. Screenshots go to target/screenshots. */
@Tag("browser")
class BrowserTest {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Day and month cannot be told apart, no offset, and one row without a case. */
  private static final String CSV =
      """
      Case ID;Activity;Timestamp;Vendor
      4711;Order created;03/04/2026 10:00;Kaas & Zn
      4711;Goods received;04/04/2026 11:30;Kaas & Zn
      4711;Invoice received;06/04/2026 09:15;Kaas & Zn
      4711;Paid;09/04/2026 09:15;Kaas & Zn
      4712;Order created;03/04/2026 12:00;<b>Müller</b>
      4712;Goods received;05/04/2026 12:00;<b>Müller</b>
      4712;Goods received;06/04/2026 12:00;<b>Müller</b>
      4712;Paid;07/04/2026 12:00;<b>Müller</b>
      ;Paid;07/04/2026 12:00;nobody
      """;

  @TempDir static Path folder;
  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    service = RunningTestService.start(folder.resolve("data"));
    DemoLog.store(service.part(EventStore.class), "orders", 300);
    Files.createDirectories(SCREENSHOTS);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void firstVisit_fromLoginOverUploadToTheMap_needsNoHelp() throws IOException {
    Path file = Files.writeString(folder.resolve("deliveries.csv"), CSV);
    try (Browser browser = new Browser("on")) {
      browser.signIn("/");
      browser.upload(file);
      browser.driver.findElement(By.cssSelector("input[value='dd/MM/yyyy HH:mm']")).click();
      browser.driver.findElement(By.id("asked-zone")).sendKeys("Europe/Amsterdam");
      browser.driver.findElement(By.cssSelector("input[value='Vendor']")).click();
      browser.screenshot("preview");
      browser.press("button.primary");
      browser.await(".notice a");
      assertThat(browser.texts(".ledger dd")).containsExactly("9", "8", "0", "1");
      browser.screenshot("imported");
      browser.press("a.primary");
      assertThat(browser.mapLabels()).contains("Goods received", "Paid");
      browser.screenshot("map-of-upload");
      browser.expectNothingUnwanted();
    }
  }

  @Test
  void map_sliderMoved_showsLessAndKeepsItInTheAddress() throws IOException {
    try (Browser browser = new Browser("on")) {
      browser.signIn("/logs/orders");
      int all = browser.mapLabels().size();
      assertThat(browser.colours(browser.screenshot("map"))).isGreaterThan(40);
      browser.set("activitiesNumber", "20");
      browser.awaitAddress("activities=20");
      browser.await("input[name='activitiesShown'][value='20']");
      browser.awaitLess(all);
      browser.set("pathsNumber", "10");
      browser.awaitAddress("paths=10");
      browser.await("input[name='pathsShown'][value='10']");
      assertThat(browser.mapLabels()).isNotEmpty();
      browser.screenshot("map-simplified");
      browser.driver.findElement(By.cssSelector("input[value='performance']")).click();
      browser.awaitAddress("view=performance");
      browser.screenshot("map-performance");
      browser.driver.findElement(By.linkText("Variants")).click();
      browser.await("table.variants");
      browser.screenshot("variants");
      browser.expectNothingUnwanted();
    }
  }

  @Test
  void everyTab_narrowScreen_scrollsInOneDirectionOnly() throws IOException {
    try (Browser browser = new Browser("on")) {
      browser.signIn("/logs/orders");
      browser.driver.manage().window().setSize(new Dimension(500, 900));
      for (String tab : List.of("", "/variants", "/durations", "/handoffs", "/data")) {
        browser.open("/logs/orders" + tab);
        browser.screenshot("narrow" + tab.replace('/', '-'));
        assertThat(browser.overflow()).as("tab '%s' is wider than its window", tab).isFalse();
      }
      browser.expectNothingUnwanted();
    }
  }

  @Test
  void map_scriptsSwitchedOff_isTheSame() throws IOException {
    List<String> withScripts;
    try (Browser browser = new Browser("on")) {
      browser.signIn("/logs/orders");
      withScripts = browser.mapLabels();
    }
    try (Browser browser = new Browser("off")) {
      browser.signIn("/logs/orders");
      assertThat(browser.mapLabels()).isEqualTo(withScripts);
      browser.screenshot("map-without-scripts");
    }
  }

  /** One window of a browser with a fresh profile. */
  private static final class Browser implements AutoCloseable {
    private final ChromeDriver driver;
    private final WebDriverWait wait;

    Browser(String scripts) throws IOException {
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
          "--window-size=1440,1000",
          "--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
      if (scripts.equals("off")) {
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
      driver =
          new ChromeDriver(
              new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
              options);
      driver.manage().timeouts().pageLoadTimeout(PATIENCE);
      wait = new WebDriverWait(driver, PATIENCE);
    }

    void open(String path) {
      driver.get(service.address().resolve(path).toString());
    }

    /** Asks for a page, signs in, and must come out at that page. */
    void signIn(String path) throws IOException {
      open(path);
      await("#password");
      screenshot("login");
      driver.findElement(By.id("password")).sendKeys(service.firstPassword().orElseThrow());
      press("button.primary");
      wait.until(d -> service.address().resolve(path).toString().equals(d.getCurrentUrl()));
      await("footer");
    }

    void upload(Path file) {
      driver.findElement(By.id("file")).sendKeys(file.toAbsolutePath().toString());
      press(".upload button");
      await("#questions-title");
    }

    void press(String selector) {
      driver.findElement(By.cssSelector(selector)).click();
    }

    void await(String selector) {
      wait.until(d -> !d.findElements(By.cssSelector(selector)).isEmpty());
    }

    void awaitAddress(String part) {
      wait.until(d -> String.valueOf(d.getCurrentUrl()).contains(part));
    }

    void awaitLess(int labels) {
      wait.until(d -> mapLabels().size() < labels);
    }

    /** Types a number and leaves the field, as a person does. */
    void set(String id, String value) {
      var field = driver.findElement(By.id(id));
      field.clear();
      field.sendKeys(value, org.openqa.selenium.Keys.TAB);
    }

    List<String> texts(String selector) {
      return driver.findElements(By.cssSelector(selector)).stream().map(e -> e.getText()).toList();
    }

    /** Every text of the map, in its order; in one call, so that no swap comes in between. */
    List<String> mapLabels() {
      JsonNode labels = JSON.readTree(textOfMap(driver));
      return labels.valueStream().map(JsonNode::asString).toList();
    }

    private static String textOfMap(JavascriptExecutor driver) {
      return (String)
          driver.executeScript(
              "return JSON.stringify(Array.from(document.querySelectorAll('.map svg text'))"
                  + ".map(t => t.textContent))");
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

    int colours(byte[] png) throws IOException {
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
      List<String> complaints =
          driver.manage().logs().get(LogType.BROWSER).getAll().stream()
              .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
              .map(LogEntry::getMessage)
              .toList();
      assertThat(complaints).isEmpty();
      assertThat(foreignRequests(driver)).isEmpty();
    }

    private static List<String> foreignRequests(WebDriver driver) {
      return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
          .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
          .filter(m -> m.path("method").asString("").equals("Network.requestWillBeSent"))
          .map(m -> m.path("params").path("request").path("url").asString(""))
          .filter(url -> url.startsWith("http") || url.startsWith("ws"))
          .filter(url -> !url.startsWith(service.address().toString()))
          .toList();
    }

    @Override
    public void close() {
      driver.quit();
    }
  }
}
