package dev.gatehouse.admin.registry;

import java.time.Instant;

/** A {@link WebhookStore} in a table of an SQLite file. */
final class SqliteWebhookStore implements WebhookStore {
  private final RegistryFile file;

  SqliteWebhookStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public boolean isDone(String id) {
    return !file.read(
            "SELECT id FROM webhook WHERE id = ?",
            row -> row.setString(1, id),
            row -> row.getString("id"))
        .isEmpty();
  }

  @Override
  public void done(String id, Instant at, Instant forgottenBefore) {
    file.<Boolean>inTransaction(
        transaction -> {
          transaction.change(
              "DELETE FROM webhook WHERE done_at < ?",
              row -> row.setLong(1, forgottenBefore.getEpochSecond()));
          transaction.change(
              "INSERT INTO webhook (id, done_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
              row -> {
                row.setString(1, id);
                row.setLong(2, at.getEpochSecond());
              });
          return true;
        });
  }
}
