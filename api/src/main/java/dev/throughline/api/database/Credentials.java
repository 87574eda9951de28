package dev.throughline.api.database;

/** A database user and its password, which is never printed. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return "Credentials[user=" + user + "]";
  }
}
