package dev.gatehouse.admin.registry;

import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link TokenStore} in tables of an SQLite file. */
final class SqliteTokenStore implements TokenStore {
  private static final String ALL_NAMES = "";
  private static final String COLUMNS =
      "id, namespace, access, label, key_id, issued_at, expires_at, revoked_at";
  private static final String ADD =
      "INSERT INTO token (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, NULL)";
  private static final String PAGE =
      "SELECT " + COLUMNS + " FROM token WHERE namespace = ? AND id > ? ORDER BY id LIMIT ?";
  private static final String REVOKE =
      "UPDATE token SET revoked_at = ? WHERE namespace = ? AND id = ? AND revoked_at IS NULL";
  private static final String ENDS = "SELECT expires_at FROM token WHERE namespace = ? AND id = ?";
  private static final String REVOKED =
      "SELECT id, expires_at FROM token WHERE revoked_at IS NOT NULL";
  private static final String CUT_OFF =
      "INSERT INTO token_cutoff (namespace, tokens_from) VALUES (?, ?) ON CONFLICT (namespace)"
          + " DO UPDATE SET tokens_from = max(tokens_from, excluded.tokens_from)";
  private static final String REVOKE_ALL_OF =
      "UPDATE token SET revoked_at = ?"
          + " WHERE namespace = ? AND issued_at < ? AND revoked_at IS NULL";
  private static final String REVOKE_ALL =
      "UPDATE token SET revoked_at = ? WHERE issued_at < ? AND revoked_at IS NULL";

  private final RegistryFile file;

  SqliteTokenStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public void add(TokenEntry entry) {
    file.change(
        ADD,
        row -> {
          row.setString(1, entry.id());
          row.setString(2, entry.grant().namespace().name());
          row.setString(3, entry.grant().access().claim());
          row.setString(4, entry.grant().label());
          row.setString(5, entry.keyId());
          row.setLong(6, entry.issuedAt().getEpochSecond());
          row.setLong(7, entry.expiresAt().getEpochSecond());
        });
  }

  @Override
  public List<TokenEntry> page(Namespace namespace, String after, int entriesMax) {
    return file.read(
        PAGE,
        row -> {
          row.setString(1, namespace.name());
          row.setString(2, after);
          row.setInt(3, entriesMax);
        },
        SqliteTokenStore::entry);
  }

  @Override
  public Optional<Instant> revoke(Namespace namespace, String id, Instant at) {
    return file.inTransaction(
        transaction -> {
          transaction.change(
              REVOKE,
              row -> {
                row.setLong(1, at.getEpochSecond());
                row.setString(2, namespace.name());
                row.setString(3, id);
              });
          return transaction
              .read(
                  ENDS,
                  row -> {
                    row.setString(1, namespace.name());
                    row.setString(2, id);
                  },
                  row -> time(row.getLong("expires_at")))
              .stream()
              .findFirst();
        });
  }

  @Override
  public Map<String, Instant> revoked() {
    var revoked = new HashMap<String, Instant>();
    file.read(
            REVOKED,
            row -> {},
            row -> Map.entry(row.getString("id"), time(row.getLong("expires_at"))))
        .forEach(token -> revoked.put(token.getKey(), token.getValue()));
    return revoked;
  }

  @Override
  public void cutOff(Namespace namespace, long tokensFrom, Instant at) {
    file.<Boolean>inTransaction(
        transaction -> {
          cutOff(transaction, namespace.name(), tokensFrom);
          transaction.change(
              REVOKE_ALL_OF,
              row -> {
                row.setLong(1, at.getEpochSecond());
                row.setString(2, namespace.name());
                row.setLong(3, tokensFrom);
              });
          return true;
        });
  }

  @Override
  public void release(Namespace namespace, long tokensFrom) {
    file.<Boolean>inTransaction(
        transaction -> {
          cutOff(transaction, namespace.name(), tokensFrom);
          transaction.change(
              "DELETE FROM token WHERE namespace = ?", row -> row.setString(1, namespace.name()));
          return true;
        });
  }

  @Override
  public void cutOffAll(long tokensFrom, Instant at) {
    file.<Boolean>inTransaction(
        transaction -> {
          cutOff(transaction, ALL_NAMES, tokensFrom);
          transaction.change(
              REVOKE_ALL,
              row -> {
                row.setLong(1, at.getEpochSecond());
                row.setLong(2, tokensFrom);
              });
          return true;
        });
  }

  private static void cutOff(RegistryFile.Transaction transaction, String name, long tokensFrom)
      throws SQLException {
    transaction.change(
        CUT_OFF,
        row -> {
          row.setString(1, name);
          row.setLong(2, tokensFrom);
        });
  }

  @Override
  public Map<Namespace, Long> cutoffs() {
    var cutoffs = new HashMap<Namespace, Long>();
    file.read(
            "SELECT namespace, tokens_from FROM token_cutoff WHERE namespace <> ''",
            row -> {},
            row -> Map.entry(new Namespace(row.getString("namespace")), row.getLong("tokens_from")))
        .forEach(cutoff -> cutoffs.put(cutoff.getKey(), cutoff.getValue()));
    return cutoffs;
  }

  @Override
  public long cutoffOfAll() {
    return file
        .read(
            "SELECT tokens_from FROM token_cutoff WHERE namespace = ''",
            row -> {},
            row -> row.getLong("tokens_from"))
        .stream()
        .findFirst()
        .orElse(0L);
  }

  @Override
  public void forget(Instant endedBefore) {
    file.change(
        "DELETE FROM token WHERE expires_at < ?",
        row -> row.setLong(1, endedBefore.getEpochSecond()));
  }

  private static TokenEntry entry(ResultSet row) throws SQLException {
    var grant =
        new Grant(
            new Namespace(row.getString("namespace")),
            Access.parse(row.getString("access")).orElseThrow(),
            row.getString("label"));
    long revokedAt = row.getLong("revoked_at");
    Optional<Instant> revoked = row.wasNull() ? Optional.empty() : Optional.of(time(revokedAt));
    return new TokenEntry(
        row.getString("id"),
        grant,
        row.getString("key_id"),
        time(row.getLong("issued_at")),
        time(row.getLong("expires_at")),
        revoked);
  }

  private static Instant time(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
