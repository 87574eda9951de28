package dev.throughline.api.security;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Accounts in the table {@code app_user}. */
@Component
final class DatabaseAccounts implements Accounts {
  private final DatabaseClient database;

  DatabaseAccounts(ConnectionFactory connections) {
    database = DatabaseClient.create(connections);
  }

  @Override
  public Mono<String> passwordHash(String user) {
    return database
        .sql("SELECT password_hash FROM app_user WHERE name = :name")
        .bind("name", user)
        .mapValue(String.class)
        .one();
  }

  @Override
  public Mono<Boolean> add(String user, String passwordHash) {
    return database
        .sql(
            "INSERT INTO app_user (name, password_hash) VALUES (:name, :hash)"
                + " ON CONFLICT (name) DO NOTHING")
        .bind("name", user)
        .bind("hash", passwordHash)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }
}
