package dev.throughline.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;

/** Data of the first version, which had the migrations 1 and 201, are taken along. */
class DatabaseUpgradeTest {
  @TempDir Path folder;

  @Test
  void migrate_dataOfTheFirstVersion_keepsItsUserAsAdministrator() throws Exception {
    for (String name : new String[] {"V1__events.sql", "V201__app_user.sql"}) {
      Files.write(
          folder.resolve(name),
          new ClassPathResource("db/migration/" + name).getContentAsByteArray());
    }
    try (TestDatabase database = TestDatabase.createEmpty()) {
      DatabaseAccess access = database.access();
      Flyway.configure()
          .dataSource(access.dataSource(access.owner()))
          .locations("filesystem:" + folder)
          .placeholders(
              Map.of("application_role", DatabaseRoles.quoted(access.application().user())))
          .load()
          .migrate();
      try (Connection connection = database.application();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "INSERT INTO app_user (name, password_hash) VALUES ('admin', '{bcrypt}x')");
        Database.migrate(access);

        ResultSet user = statement.executeQuery("SELECT name, roles::text FROM app_user");
        assertThat(user.next()).isTrue();
        assertThat(user.getString(1) + " " + user.getString(2)).isEqualTo("admin {ADMIN}");
        assertThat(statement.executeQuery("SELECT count(*) FROM decision").next()).isTrue();
      }
    }
  }
}
