package dev.gatehouse.admin.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A {@link SigningKeyStore} in a table of an SQLite file. */
final class SqliteSigningKeyStore implements SigningKeyStore {
  private static final String ALL =
      "SELECT id, sealed, created_at,"
          + " (SELECT max(expires_at) FROM token WHERE key_id = signing_key.id) AS last_end"
          + " FROM signing_key ORDER BY number";
  private static final String ADD =
      "INSERT INTO signing_key (id, sealed, created_at) VALUES (?, ?, ?)";

  private final RegistryFile file;

  SqliteSigningKeyStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public List<SealedKey> all() {
    return file.read(ALL, row -> {}, SqliteSigningKeyStore::key);
  }

  @Override
  public void add(String id, String sealed, Instant createdAt, List<String> forgotten) {
    file.<Boolean>inTransaction(
        transaction -> {
          for (String old : forgotten) {
            transaction.change(
                "DELETE FROM signing_key WHERE id = ?", row -> row.setString(1, old));
          }
          transaction.change(
              ADD,
              row -> {
                row.setString(1, id);
                row.setString(2, sealed);
                row.setLong(3, createdAt.getEpochSecond());
              });
          return true;
        });
  }

  private static SealedKey key(ResultSet row) throws SQLException {
    Instant createdAt = Instant.ofEpochSecond(row.getLong("created_at"));
    long lastEnd = row.getLong("last_end");
    return new SealedKey(
        row.getString("id"),
        row.getString("sealed"),
        createdAt,
        row.wasNull() ? createdAt : Instant.ofEpochSecond(lastEnd));
  }
}
