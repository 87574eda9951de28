package dev.throughline.api.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.Utils;

/**
 * The roles and the database of the service's own server: an owner that migrates, and an
 * application that only gets what the migrations grant.
 */
final class DatabaseRoles {

  /** Makes what is not there yet. */
  static void ensure(
      DatabaseAccess access, Credentials owner, Credentials application, String database) {
    try (Connection connection = access.dataSource(access.owner()).getConnection();
        Statement statement = connection.createStatement()) {
      for (Credentials role : new Credentials[] {owner, application}) {
        if (isAbsent(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role.user())) {
          statement.execute(
              "CREATE ROLE %s LOGIN PASSWORD '%s'"
                  .formatted(
                      quoted(role.user()), Utils.escapeLiteral(null, role.password(), true)));
        }
      }
      if (isAbsent(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
        statement.execute(
            "CREATE DATABASE %s OWNER %s".formatted(quoted(database), quoted(owner.user())));
      }
    } catch (SQLException e) {
      throw EmbeddedPostgres.unavailable(
          "the database's roles cannot be made: " + e.getMessage(), e);
    }
  }

  private static boolean isAbsent(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet found = statement.executeQuery()) {
        return !found.next();
      }
    }
  }

  static String quoted(String identifier) throws SQLException {
    return Utils.escapeIdentifier(null, identifier).toString();
  }

  private DatabaseRoles() {}
}
