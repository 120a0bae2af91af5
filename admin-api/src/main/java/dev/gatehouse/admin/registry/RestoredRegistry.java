package dev.gatehouse.admin.registry;

import dev.gatehouse.admin.registry.RegistryFile.Transaction;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A registry out of a backup while its namespaces are made again. Each gets an id that was never
 * used, and how far all is lies in the file itself, so that it can be gone on with.
 */
public final class RestoredRegistry implements AutoCloseable {
  private static final String LIVING =
      "SELECT id, name, state FROM namespace WHERE state <> 'GONE' ORDER BY name";
  private static final String RENEW =
      "UPDATE namespace SET id = ?, origin = coalesce(origin, id), version = version + 1,"
          + " updated_at = ?, state = CASE state WHEN 'MOVING' THEN 'ACTIVE' ELSE state END"
          + " WHERE id = ?";
  private static final String TOMBSTONE =
      "INSERT INTO namespace (id, name, node, state, epoch, created_at, updated_at)"
          + " SELECT ?, name, node, 'GONE', epoch, created_at, updated_at FROM namespace"
          + " WHERE id = ?";
  private static final String BURY =
      "UPDATE namespace SET state = 'GONE', owner = NULL, email = NULL, suspended_reason = NULL,"
          + " trashed_until = NULL, updated_at = ? WHERE id = ?";
  private static final Set<String> UNFINISHED = Set.of("CREATING", "DELETING");

  private final SqliteRegistry registry;
  private final RegistryFile file;

  private RestoredRegistry(SqliteRegistry registry, RegistryFile file) {
    this.registry = registry;
    this.file = file;
  }

  /** A copy of a registry, which from now on is what comes out of it. */
  public static RestoredRegistry open(Path copy) {
    RegistryFile file = RegistryFile.open(copy);
    return new RestoredRegistry(SqliteRegistry.of(file), file);
  }

  /**
   * A namespace that is to be made again.
   *
   * @param old what sqld called it
   * @param id what sqld shall call it
   * @param isDone whether it is made
   */
  public record Item(NamespaceId old, NamespaceId id, Namespace namespace, boolean isDone) {}

  /** Whether it was prepared before. */
  public boolean isPrepared() {
    return !file.read(
            "SELECT 1 FROM sqlite_schema WHERE name = 'restoration'", row -> {}, row -> true)
        .isEmpty();
  }

  /**
   * Gives new ids to the namespaces of which there is a content, buries the others, and takes back
   * what opened them.
   *
   * @param backup the id of the backup
   * @param held the ids of which there is a content
   * @param keepKeys whether tokens and keys that held then hold again
   */
  public void prepare(String backup, Set<NamespaceId> held, boolean keepKeys, Instant now) {
    boolean _ =
        file.<Boolean>inTransaction(
            transaction -> {
              run(
                  transaction,
                  "CREATE TABLE restoration (old TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL,"
                      + " name TEXT NOT NULL, is_done INTEGER NOT NULL DEFAULT 0,"
                      + " is_lost INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID");
              run(transaction, "CREATE TABLE restored_from (backup TEXT NOT NULL) STRICT");
              change(transaction, "INSERT INTO restored_from (backup) VALUES (?)", backup);
              for (Living living : transaction.read(LIVING, row -> {}, Living::of)) {
                if (held.contains(living.id()) && !UNFINISHED.contains(living.state())) {
                  renew(transaction, living, now);
                } else {
                  bury(transaction, living, now);
                }
              }
              run(transaction, "DELETE FROM kept_reply");
              run(transaction, "DELETE FROM metering");
              run(
                  transaction,
                  "INSERT INTO metering (namespace) SELECT id FROM namespace WHERE state <>"
                      + " 'GONE'");
              run(
                  transaction,
                  "UPDATE job SET state = 'STOPPED', message = 'stopped: all was restored'"
                      + " WHERE state IN ('RUNNING', 'PAUSED')");
              if (!keepKeys) {
                takeBack(transaction, now);
              }
              return true;
            });
  }

  /** The id of the backup that it is out of. */
  public String backup() {
    return file.read("SELECT backup FROM restored_from", row -> {}, row -> row.getString(1))
        .getFirst();
  }

  private record Living(NamespaceId id, String name, String state) {
    static Living of(ResultSet row) throws SQLException {
      return new Living(new NamespaceId(row.getString(1)), row.getString(2), row.getString(3));
    }
  }

  private static void renew(Transaction transaction, Living living, Instant now)
      throws SQLException {
    NamespaceId next = NamespaceId.random();
    change(transaction, RENEW, next.value(), now.toEpochMilli(), living.id().value());
    change(transaction, TOMBSTONE, living.id().value(), next.value());
    for (String table : List.of("usage", "job_item")) {
      change(
          transaction,
          "UPDATE " + table + " SET namespace = ? WHERE namespace = ?",
          next.value(),
          living.id().value());
    }
    change(
        transaction,
        "INSERT INTO restoration (old, id, name) VALUES (?, ?, ?)",
        living.id().value(),
        next.value(),
        living.name());
  }

  private static void bury(Transaction transaction, Living living, Instant now)
      throws SQLException {
    change(transaction, BURY, now.toEpochMilli(), living.id().value());
    if (!UNFINISHED.contains(living.state())) {
      change(
          transaction,
          "INSERT INTO restoration (old, id, name, is_done, is_lost) VALUES (?, ?, ?, 1, 1)",
          living.id().value(),
          living.id().value(),
          living.name());
    }
  }

  /** What was revoked after the backup is not known here, so nothing of then may hold. */
  private static void takeBack(Transaction transaction, Instant now) throws SQLException {
    change(
        transaction,
        "INSERT INTO token_cutoff (namespace, tokens_from) VALUES ('', ?) ON CONFLICT (namespace)"
            + " DO UPDATE SET tokens_from = max(tokens_from, excluded.tokens_from)",
        now.getEpochSecond() + 1);
    change(
        transaction,
        "UPDATE token SET revoked_at = ? WHERE revoked_at IS NULL",
        now.getEpochSecond());
    run(transaction, "DELETE FROM signing_key");
    run(transaction, "DELETE FROM api_key");
  }

  /** The namespaces that were served and of which there is no content. */
  public List<Namespace> lost() {
    return file.read(
        "SELECT name FROM restoration WHERE is_lost = 1 ORDER BY name",
        row -> {},
        row -> new Namespace(row.getString(1)));
  }

  /** All that are to be made again, by name. */
  public List<Item> items() {
    return file.read(
        "SELECT old, id, name, is_done FROM restoration WHERE is_lost = 0 ORDER BY name",
        row -> {},
        row ->
            new Item(
                new NamespaceId(row.getString(1)),
                new NamespaceId(row.getString(2)),
                new Namespace(row.getString(3)),
                row.getBoolean(4)));
  }

  /** Notes that one is made. */
  public void done(Item item) {
    int _ =
        file.change(
            "UPDATE restoration SET is_done = 1 WHERE old = ?",
            row -> row.setString(1, item.old().value()));
  }

  /** The stores of it. */
  public Registry registry() {
    return registry;
  }

  /** Forgets how far all was. */
  public void finish() {
    boolean _ =
        file.<Boolean>inTransaction(
            transaction -> {
              run(transaction, "DROP TABLE restoration");
              run(transaction, "DROP TABLE restored_from");
              return true;
            });
  }

  private static void run(Transaction transaction, String sql) throws SQLException {
    change(transaction, sql);
  }

  private static void change(Transaction transaction, String sql, Object... values)
      throws SQLException {
    int _ =
        transaction.change(
            sql,
            row -> {
              for (int i = 0; i < values.length; i++) {
                row.setObject(i + 1, values[i]);
              }
            });
  }

  @Override
  public void close() {
    registry.close();
  }
}
