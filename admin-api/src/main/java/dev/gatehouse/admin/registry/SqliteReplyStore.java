package dev.gatehouse.admin.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A {@link ReplyStore} in a table of an SQLite file. */
final class SqliteReplyStore implements ReplyStore {
  private static final String KEEP =
      "INSERT OR REPLACE INTO kept_reply"
          + " (caller, key, fingerprint, at, status, headers, content_type, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND = "SELECT * FROM kept_reply WHERE caller = ? AND key = ?";
  private static final String PRUNE_OLD = "DELETE FROM kept_reply WHERE at < ?";
  private static final String PRUNE_MANY =
      "DELETE FROM kept_reply WHERE (caller, key) IN"
          + " (SELECT caller, key FROM kept_reply ORDER BY at DESC LIMIT -1 OFFSET ?)";

  private final RegistryFile file;

  SqliteReplyStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public Optional<KeptReply> find(String caller, String key) {
    return file
        .read(
            FIND,
            row -> {
              row.setString(1, caller);
              row.setString(2, key);
            },
            SqliteReplyStore::reply)
        .stream()
        .findFirst();
  }

  @Override
  public void keep(KeptReply reply) {
    file.change(
        KEEP,
        row -> {
          row.setString(1, reply.caller());
          row.setString(2, reply.key());
          row.setString(3, reply.fingerprint());
          row.setLong(4, reply.at().toEpochMilli());
          row.setInt(5, reply.content().status());
          row.setString(6, reply.content().headers());
          row.setString(7, reply.content().contentType());
          row.setString(8, reply.content().body());
        });
  }

  @Override
  public int prune(Instant olderThan, int repliesKept) {
    return file.inTransaction(
        transaction ->
            transaction.change(PRUNE_OLD, row -> row.setLong(1, olderThan.toEpochMilli()))
                + transaction.change(PRUNE_MANY, row -> row.setInt(1, repliesKept)));
  }

  private static KeptReply reply(ResultSet row) throws SQLException {
    return new KeptReply(
        row.getString("caller"),
        row.getString("key"),
        row.getString("fingerprint"),
        Instant.ofEpochMilli(row.getLong("at")),
        new KeptReply.Content(
            row.getInt("status"),
            row.getString("headers"),
            row.getString("content_type"),
            row.getString("body")));
  }
}
