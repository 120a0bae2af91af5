package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link JobStore} in two tables of an SQLite file. */
final class SqliteJobStore implements JobStore {
  private static final String COLUMNS =
      "id, schema_set, version, is_dry_run, parallel_max, failures_max, state, message,"
          + " created_at, updated_at";
  private static final String ADD =
      "INSERT INTO job (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD_ITEMS =
      "INSERT INTO job_item (job, namespace, name, state, message)"
          + " SELECT ?, id, name, 'PENDING', '' FROM namespace"
          + " WHERE schema_set = ? AND state <> 'GONE' AND state IN ('ACTIVE', 'SUSPENDED')"
          + " ORDER BY name LIMIT ?";
  private static final String FIND = "SELECT " + COLUMNS + " FROM job WHERE id = ?";
  private static final String NEWEST =
      "SELECT " + COLUMNS + " FROM job ORDER BY created_at DESC, id LIMIT ?";
  private static final String IN_STATE =
      "SELECT " + COLUMNS + " FROM job WHERE state = ? ORDER BY created_at";
  private static final String MOVE =
      "UPDATE job SET state = ?, message = ?, updated_at = ? WHERE id = ? AND state = ?";
  private static final String ITEMS =
      "SELECT namespace, name, state, message FROM job_item WHERE job = ? AND state = ?"
          + " ORDER BY name LIMIT ?";
  private static final String SETTLE =
      "UPDATE job_item SET state = ?, message = ? WHERE job = ? AND namespace = ?";
  private static final String PROGRESS =
      "SELECT state, count(*) FROM job_item WHERE job = ? GROUP BY state";

  private final RegistryFile file;

  SqliteJobStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public void add(Job job, int namespacesMax) {
    Job.Order order = job.order();
    int _ =
        file.inTransaction(
            transaction -> {
              var _ =
                  transaction.change(
                      ADD,
                      row -> {
                        row.setString(1, job.id());
                        row.setString(2, order.schemaSet());
                        row.setInt(3, order.version());
                        row.setBoolean(4, order.isDryRun());
                        row.setInt(5, order.parallelMax());
                        row.setInt(6, order.failuresMax());
                        row.setString(7, job.state().name());
                        row.setString(8, job.message());
                        row.setLong(9, job.createdAt().toEpochMilli());
                        row.setLong(10, job.updatedAt().toEpochMilli());
                      });
              return transaction.change(
                  ADD_ITEMS,
                  row -> {
                    row.setString(1, job.id());
                    row.setString(2, order.schemaSet());
                    row.setInt(3, namespacesMax);
                  });
            });
  }

  @Override
  public Optional<Job> find(String id) {
    return file.read(FIND, row -> row.setString(1, id), SqliteJobStore::job).stream().findFirst();
  }

  @Override
  public List<Job> newest(int jobsMax) {
    return file.read(NEWEST, row -> row.setInt(1, jobsMax), SqliteJobStore::job);
  }

  @Override
  public List<Job> in(Job.State state) {
    return file.read(IN_STATE, row -> row.setString(1, state.name()), SqliteJobStore::job);
  }

  @Override
  public boolean move(
      String id, Set<Job.State> sources, Job.State target, String message, Instant at) {
    return file.inTransaction(
        transaction -> {
          int moved = 0;
          for (Job.State source : sources) {
            moved +=
                transaction.change(
                    MOVE,
                    row -> {
                      row.setString(1, target.name());
                      row.setString(2, message);
                      row.setLong(3, at.toEpochMilli());
                      row.setString(4, id);
                      row.setString(5, source.name());
                    });
          }
          return moved > 0;
        });
  }

  @Override
  public List<JobItem> items(String job, JobItem.State state, int itemsMax) {
    return file.read(
        ITEMS,
        row -> {
          row.setString(1, job);
          row.setString(2, state.name());
          row.setInt(3, itemsMax);
        },
        row ->
            new JobItem(
                new NamespaceId(row.getString(1)),
                new Namespace(row.getString(2)),
                JobItem.State.valueOf(row.getString(3)),
                row.getString(4)));
  }

  @Override
  public void settle(String job, JobItem item) {
    int _ =
        file.change(
            SETTLE,
            row -> {
              row.setString(1, item.state().name());
              row.setString(2, item.message());
              row.setString(3, job);
              row.setString(4, item.id().value());
            });
  }

  @Override
  public JobProgress progress(String job) {
    Map<JobItem.State, Long> counts = new EnumMap<>(JobItem.State.class);
    var rows =
        file.read(
            PROGRESS,
            row -> row.setString(1, job),
            row -> Map.entry(JobItem.State.valueOf(row.getString(1)), row.getLong(2)));
    rows.forEach(row -> counts.put(row.getKey(), row.getValue()));
    return new JobProgress(
        counts.getOrDefault(JobItem.State.PENDING, 0L),
        counts.getOrDefault(JobItem.State.DONE, 0L),
        counts.getOrDefault(JobItem.State.FAILED, 0L),
        counts.getOrDefault(JobItem.State.SKIPPED, 0L));
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getString("id"),
        new Job.Order(
            row.getString("schema_set"),
            row.getInt("version"),
            row.getBoolean("is_dry_run"),
            row.getInt("parallel_max"),
            row.getInt("failures_max")),
        Job.State.valueOf(row.getString("state")),
        row.getString("message"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }
}
