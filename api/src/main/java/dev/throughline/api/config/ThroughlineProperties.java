package dev.throughline.api.config;

import dev.throughline.ai.summary.SummarySettings;
import dev.throughline.api.database.DatabaseProperties;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/**
 * Every setting of the service, under {@code throughline.}; an unknown one stops the start.
 *
 * @param dataDirectory where the database, waiting uploads and Spark's files are kept
 */
@ConfigurationProperties(prefix = "throughline", ignoreUnknownFields = false)
public record ThroughlineProperties(
    @DefaultValue("data") Path dataDirectory,
    @DefaultValue Http http,
    @DefaultValue Grpc grpc,
    @DefaultValue Database database,
    @DefaultValue Mining mining,
    @DefaultValue Spark spark,
    @DefaultValue Correlation correlation,
    @DefaultValue Uploads uploads,
    @DefaultValue Intake intake,
    @DefaultValue Login login,
    @DefaultValue Triage triage,
    @DefaultValue Summary summary,
    @DefaultValue Security security,
    @DefaultValue Approval approval,
    @DefaultValue Audit audit,
    @DefaultValue Webhooks webhooks,
    @DefaultValue Findings findings) {

  /**
   * Where the service listens.
   *
   * @param port 0 takes any free one
   */
  public record Http(@DefaultValue("127.0.0.1") String address, @DefaultValue("8080") int port) {
    public Http {
      require(port >= 0 && port <= 65_535, "throughline.http.port must be in 0..65535", port);
    }
  }

  /**
   * Where gRPC is served.
   *
   * @param port 0 takes any free one
   * @param deadline of a unary call whose client sets none
   */
  public record Grpc(
      @DefaultValue("127.0.0.1") String address,
      @DefaultValue("9090") int port,
      @DefaultValue("30s") Duration deadline) {
    public Grpc {
      require(port >= 0 && port <= 65_535, "throughline.grpc.port must be in 0..65535", port);
      requirePositive(deadline, "throughline.grpc.deadline");
    }
  }

  /**
   * Bounds on mining.
   *
   * @param timeout of one answer
   * @param loadTimeout of bringing a log into memory
   * @param threads that mine at the same time
   * @param queue questions that may wait for a thread; more are refused
   * @param cachedLogs logs kept in memory
   * @param cachedResults answers kept in memory
   */
  public record Mining(
      @DefaultValue("30s") Duration timeout,
      @DefaultValue("10m") Duration loadTimeout,
      @DefaultValue("2") int threads,
      @DefaultValue("64") int queue,
      @DefaultValue("4") int cachedLogs,
      @DefaultValue("16") int cachedResults) {
    public Mining {
      requirePositive(timeout, "throughline.mining.timeout");
      requirePositive(loadTimeout, "throughline.mining.load-timeout");
      require(threads >= 1, "throughline.mining.threads must be at least 1", threads);
      require(queue >= 1, "throughline.mining.queue must be at least 1", queue);
      require(cachedLogs >= 1, "throughline.mining.cached-logs must be at least 1", cachedLogs);
      require(
          cachedResults >= 1,
          "throughline.mining.cached-results must be at least 1",
          cachedResults);
    }
  }

  /**
   * An external PostgreSQL; without a URL the service starts its own in the data directory.
   *
   * @param url {@code postgresql://host:port/database}, with an optional {@code ?sslmode=…}
   * @param user that reads and adds rows
   * @param ownerUser that owns and migrates the tables; absent when the user does
   * @param poolSize connections at most
   * @param startTimeout how long the service's own server may take to start or to stop
   */
  public record Database(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable String ownerUser,
      @Nullable String ownerPassword,
      @DefaultValue("8") int poolSize,
      @DefaultValue("60s") Duration startTimeout) {

    /**
     * The settings that the environment gives ({@code THROUGHLINE_DATABASE_URL} and so on), for
     * programs that do not start the service.
     */
    public static DatabaseProperties ofEnvironment(Path directory) {
      return Binder.get(new StandardEnvironment())
          .bindOrCreate("throughline.database", Database.class)
          .in(directory);
    }

    DatabaseProperties in(Path directory) {
      return new DatabaseProperties(
          directory, url, user, password, ownerUser, ownerPassword, poolSize, startTimeout);
    }

    @Override
    public String toString() {
      return "Database[url=%s, user=%s, poolSize=%d]".formatted(url, user, poolSize);
    }
  }

  /**
   * Where Spark runs.
   *
   * @param master {@code local[*]} inside this process, or the address of a cluster
   */
  public record Spark(@DefaultValue("local[*]") String master) {}

  /**
   * How new events find their cases.
   *
   * @param interval at which new events are looked for
   * @param batchSize new events that are linked in one transaction, roughly
   */
  public record Correlation(
      @DefaultValue("1s") Duration interval, @DefaultValue("5000") int batchSize) {
    public Correlation {
      requirePositive(interval, "throughline.correlation.interval");
      require(batchSize >= 1, "throughline.correlation.batch-size must be at least 1", batchSize);
    }
  }

  /**
   * Bounds on uploaded files.
   *
   * @param maxSize of one file
   * @param maxWaiting files that wait for their mapping to be confirmed; the oldest goes first
   * @param keep how long a file waits
   * @param queue imports that may wait for the one that runs
   */
  public record Uploads(
      @DefaultValue("8GB") DataSize maxSize,
      @DefaultValue("10") int maxWaiting,
      @DefaultValue("1h") Duration keep,
      @DefaultValue("16") int queue) {
    public Uploads {
      require(maxSize.toBytes() > 0, "throughline.uploads.max-size must be positive", maxSize);
      require(maxWaiting >= 1, "throughline.uploads.max-waiting must be at least 1", maxWaiting);
      requirePositive(keep, "throughline.uploads.keep");
      require(queue >= 1, "throughline.uploads.queue must be at least 1", queue);
    }
  }

  /**
   * What programs send over REST and gRPC.
   *
   * @param log that takes it
   * @param batchRecords that one transaction takes, about
   * @param batchWait how long the first record waits for others when no transaction runs
   * @param queueRecords that may wait for a transaction; more are refused
   * @param maxRequest bytes of one request over REST
   * @param maxRecord bytes of one record
   */
  public record Intake(
      @DefaultValue("operations") String log,
      @DefaultValue("5000") int batchRecords,
      @DefaultValue("5ms") Duration batchWait,
      @DefaultValue("100000") int queueRecords,
      @DefaultValue("64MB") DataSize maxRequest,
      @DefaultValue("1MB") DataSize maxRecord) {
    private static final long LARGEST_RECORD = 4L << 20;

    public Intake {
      require(!log.isBlank(), "throughline.intake.log must not be blank", log);
      require(
          batchRecords >= 1, "throughline.intake.batch-records must be at least 1", batchRecords);
      require(
          !batchWait.isNegative(), "throughline.intake.batch-wait must not be negative", batchWait);
      require(
          queueRecords >= batchRecords,
          "throughline.intake.queue-records must be at least throughline.intake.batch-records",
          queueRecords);
      require(
          maxRequest.toBytes() > 0, "throughline.intake.max-request must be positive", maxRequest);
      require(
          maxRecord.toBytes() > 0 && maxRecord.toBytes() <= LARGEST_RECORD,
          "throughline.intake.max-record must be in 1B..4MB",
          maxRecord);
    }
  }

  /**
   * How guessing a password is slowed down.
   *
   * @param maxFailures from one address within the window; more attempts are refused
   */
  public record Login(@DefaultValue("10") int maxFailures, @DefaultValue("1m") Duration window) {
    public Login {
      require(maxFailures >= 1, "throughline.login.max-failures must be at least 1", maxFailures);
      requirePositive(window, "throughline.login.window");
    }
  }

  /**
   * Looking for discrepancies in cases.
   *
   * @param enabled whether cases are looked at
   * @param interval between two looks for cases that changed
   * @param batch cases that are looked at together
   */
  public record Findings(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("2s") Duration interval,
      @DefaultValue("5000") int batch) {
    public Findings {
      requirePositive(interval, "throughline.findings.interval");
      require(
          batch >= 1 && batch <= 20_000, "throughline.findings.batch must be in 1..20000", batch);
    }
  }

  /**
   * Advice on findings.
   *
   * @param enabled whether there is any
   * @param automatic whether new and changed findings get it by themselves
   * @param interval between two looks for such findings
   * @param batch findings that one look takes
   */
  public record Triage(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("true") boolean automatic,
      @DefaultValue("2s") Duration interval,
      @DefaultValue("200") int batch) {
    public Triage {
      requirePositive(interval, "throughline.triage.interval");
      require(batch >= 1 && batch <= 2000, "throughline.triage.batch must be in 1..2000", batch);
    }
  }

  /**
   * The language model that summarises; without an address none does.
   *
   * @param baseUrl of an endpoint that speaks OpenAI's protocol
   * @param model its name there
   * @param timeout of one answer
   * @param maxTokens of one answer
   * @param maxPerHour calls
   */
  public record Summary(
      @Nullable URI baseUrl,
      @Nullable String model,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("300") int maxTokens,
      @DefaultValue("600") int maxPerHour) {
    public Summary {
      require(
          (baseUrl == null) == (model == null),
          "throughline.summary.base-url and throughline.summary.model need each other",
          baseUrl + " and " + model);
      requirePositive(timeout, "throughline.summary.timeout");
      require(maxTokens >= 1, "throughline.summary.max-tokens must be at least 1", maxTokens);
      require(maxPerHour >= 1, "throughline.summary.max-per-hour must be at least 1", maxPerHour);
    }

    /**
     * What calls need.
     *
     * @param apiKey null when the endpoint needs none
     * @throws IllegalStateException when there is no endpoint
     */
    public SummarySettings of(@Nullable String apiKey) {
      if (baseUrl == null || model == null) {
        throw new IllegalStateException("no language model is set");
      }
      return new SummarySettings(baseUrl, model, apiKey, timeout, maxTokens);
    }
  }

  /** Ways to sign in besides the service's own accounts. */
  public record Security(@DefaultValue Jwt jwt) {}

  /**
   * Access tokens (RFC 9068) of one issuer; off without an issuer.
   *
   * @param issuer that tokens must name
   * @param audience that tokens must be for
   * @param jwkSetUri where the issuer publishes its keys; or else
   * @param publicKeyFile the issuer's key as PEM
   * @param userClaim the claim with the user's name
   * @param rolesClaim the claim with the user's roles
   * @param sitesClaim the claim with the user's sites; without it all sites are meant
   */
  public record Jwt(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable URI jwkSetUri,
      @Nullable Path publicKeyFile,
      @DefaultValue("sub") String userClaim,
      @DefaultValue("roles") String rolesClaim,
      @DefaultValue("sites") String sitesClaim) {
    public Jwt {
      boolean keys = (jwkSetUri == null) != (publicKeyFile == null);
      boolean nothing = audience == null && jwkSetUri == null && publicKeyFile == null;
      require(
          issuer == null ? nothing : keys && audience != null,
          "throughline.security.jwt.issuer, throughline.security.jwt.audience and either"
              + " jwk-set-uri or public-key-file must be given together",
          String.valueOf(issuer));
    }
  }

  /**
   * Who approves how much, in units of the exception's own currency.
   *
   * @param smallLimit up to here the owner may approve
   * @param controllerLimit up to here one finance controller approves; above, two people do
   */
  public record Approval(
      @DefaultValue("1000") BigDecimal smallLimit,
      @DefaultValue("10000") BigDecimal controllerLimit) {
    public Approval {
      require(
          smallLimit.signum() >= 0, "throughline.approval.small-limit must not be < 0", smallLimit);
      require(
          controllerLimit.compareTo(smallLimit) >= 0,
          "throughline.approval.controller-limit must not be below small-limit",
          controllerLimit);
    }
  }

  /**
   * The audit trail.
   *
   * @param checkpointInterval at which it is signed, besides after each decision
   */
  public record Audit(@DefaultValue("5m") Duration checkpointInterval) {
    public Audit {
      requirePositive(checkpointInterval, "throughline.audit.checkpoint-interval");
    }
  }

  /**
   * Which systems are told of decisions.
   *
   * @param urls of the receivers
   * @param secrets that sign, {@code whsec_…}
   * @param secretsFile with more secrets, one a line
   * @param allowedHosts names and addresses that messages may go to; an address that is not public
   *     must be listed itself
   * @param timeout of one attempt
   * @param interval at which messages that are due are looked for
   */
  public record Webhooks(
      @Nullable List<URI> urls,
      @Nullable List<String> secrets,
      @Nullable Path secretsFile,
      @Nullable List<String> allowedHosts,
      @DefaultValue("20s") Duration timeout,
      @DefaultValue("5s") Duration interval) {
    public Webhooks {
      urls = urls == null ? List.of() : List.copyOf(urls);
      secrets = secrets == null ? List.of() : List.copyOf(secrets);
      allowedHosts = allowedHosts == null ? List.of() : List.copyOf(allowedHosts);
      requirePositive(timeout, "throughline.webhooks.timeout");
      requirePositive(interval, "throughline.webhooks.interval");
    }

    @Override
    public List<URI> urls() {
      return given(urls);
    }

    @Override
    public List<String> secrets() {
      return given(secrets);
    }

    @Override
    public List<String> allowedHosts() {
      return given(allowedHosts);
    }

    private static <T> List<T> given(@Nullable List<T> list) {
      return list == null ? List.of() : list;
    }

    @Override
    public String toString() {
      return "Webhooks[urls=%s, allowedHosts=%s]".formatted(urls, allowedHosts);
    }
  }

  private static void requirePositive(Duration duration, String name) {
    require(!duration.isZero() && !duration.isNegative(), name + " must be positive", duration);
  }

  private static void require(boolean rule, String message, Object value) {
    if (!rule) {
      throw new IllegalArgumentException(message + ", was " + value);
    }
  }
}
