package dev.throughline.api.database;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database to use.
 *
 * @param directory of the PostgreSQL that the service starts itself; its data stay there
 * @param url {@code postgresql://host:port/database}, with an optional {@code ?sslmode=…}, of an
 *     external server; null starts the service's own
 * @param user that reads and adds rows in the external database
 * @param ownerUser that owns and migrates the tables there; null when the user does
 * @param poolSize connections at most, 1 to 100
 * @param startTimeout how long the service's own server may take to start or to stop
 */
@ConfigurationProperties(prefix = "throughline.database", ignoreUnknownFields = false)
public record DatabaseProperties(
    @DefaultValue("data/postgres") Path directory,
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable String ownerUser,
    @Nullable String ownerPassword,
    @DefaultValue("8") int poolSize,
    @DefaultValue("60s") Duration startTimeout) {

  private static final int DEFAULT_PORT = 5432;

  public DatabaseProperties {
    if (poolSize < 1 || poolSize > 100) {
      throw new IllegalArgumentException(
          "throughline.database.pool-size must be 1 to 100, was " + poolSize);
    }
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw new IllegalArgumentException(
          "throughline.database.start-timeout must be positive, was " + startTimeout);
    }
    if (url != null && (user == null || password == null)) {
      throw new IllegalArgumentException(
          "throughline.database.url needs throughline.database.user and .password");
    }
    if (url == null && (user != null || password != null)) {
      throw new IllegalArgumentException(
          "throughline.database.user and .password need throughline.database.url");
    }
  }

  /** The service's own server in the directory, with defaults for the rest. */
  public static DatabaseProperties embedded(Path directory) {
    return new DatabaseProperties(
        directory, null, null, null, null, null, 8, Duration.ofSeconds(60));
  }

  /** Access to the external server; only when {@link #url} is set. */
  DatabaseAccess external() {
    URI parsed = parse(Objects.requireNonNull(url, "url"));
    String query = parsed.getQuery();
    Credentials application =
        new Credentials(Objects.requireNonNull(user), Objects.requireNonNull(password));
    return new DatabaseAccess(
        parsed.getHost(),
        parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort(),
        parsed.getPath().substring(1),
        query == null ? null : query.substring("sslmode=".length()),
        application,
        ownerUser == null
            ? application
            : new Credentials(ownerUser, ownerPassword == null ? "" : ownerPassword));
  }

  private static URI parse(String url) {
    URI parsed = URI.create(url);
    String path = parsed.getPath();
    boolean complete =
        "postgresql".equals(parsed.getScheme())
            && parsed.getHost() != null
            && parsed.getUserInfo() == null
            && path != null
            && path.length() > 1
            && (parsed.getQuery() == null || parsed.getQuery().startsWith("sslmode="));
    if (!complete) {
      // Without the value: it may hold a password.
      throw new IllegalArgumentException(
          "throughline.database.url must look like postgresql://host:port/database");
    }
    return parsed;
  }

  @Override
  public String toString() {
    return "DatabaseProperties[directory=%s, url=%s, user=%s]".formatted(directory, url, user);
  }
}
