package dev.gatehouse.admin.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An {@link ApiKeyStore} in a table of an SQLite file. */
final class SqliteApiKeyStore implements ApiKeyStore {
  private static final String ADD =
      "INSERT INTO api_key (id, digest, label, scopes, created_at, expires_at)"
          + " SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM api_key) < ?";
  private static final String ALL = "SELECT * FROM api_key ORDER BY created_at, id";
  private static final String REMOVE = "DELETE FROM api_key WHERE id = ?";
  private static final String USED =
      "UPDATE api_key SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) < ?";

  private final RegistryFile file;

  SqliteApiKeyStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public boolean add(ApiKey key, int keysMax) {
    return 1
        == file.change(
            ADD,
            row -> {
              row.setString(1, key.id());
              row.setString(2, key.digest());
              row.setString(3, key.label());
              row.setString(
                  4,
                  key.scopes().stream().sorted().map(Scope::text).collect(Collectors.joining(",")));
              row.setLong(5, key.createdAt().toEpochMilli());
              TenantRows.bindTime(row, 6, key.expiresAt());
              row.setInt(7, keysMax);
            });
  }

  @Override
  public List<ApiKey> all() {
    return file.read(ALL, row -> {}, SqliteApiKeyStore::key);
  }

  @Override
  public boolean remove(String id) {
    return 1 == file.change(REMOVE, row -> row.setString(1, id));
  }

  @Override
  public void used(Map<String, Instant> times) {
    file.inTransaction(
        transaction -> {
          int changed = 0;
          for (var time : times.entrySet()) {
            long millis = time.getValue().toEpochMilli();
            changed +=
                transaction.change(
                    USED,
                    row -> {
                      row.setLong(1, millis);
                      row.setString(2, time.getKey());
                      row.setLong(3, millis);
                    });
          }
          return changed;
        });
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    Set<Scope> scopes =
        Arrays.stream(row.getString("scopes").split(","))
            .map(Scope::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return new ApiKey(
        row.getString("id"),
        row.getString("digest"),
        row.getString("label"),
        scopes,
        Instant.ofEpochMilli(row.getLong("created_at")),
        TenantRows.time(row, "expires_at"),
        TenantRows.time(row, "last_used_at"));
  }
}
