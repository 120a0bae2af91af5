package dev.gatehouse.admin.load;

import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldSqlException;
import dev.gatehouse.tenancy.SqlScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction that fills a namespace: statements go to sqld in batches of bounded size, each
 * looked at first, foreign keys are checked once at the end. Without {@link #commit} nothing stays.
 */
public final class Loading {
  private static final Logger log = LoggerFactory.getLogger(Loading.class);
  private static final int STATEMENTS_MAX = 256;
  private static final int CHARS_MAX = 512 * 1024;
  private static final int FAULTS_SHOWN = 3;
  private static final String COUNT_VIOLATIONS = "SELECT count(*) FROM pragma_foreign_key_check";

  private final SqlSession session;
  private final SqlScreen screen;
  private final List<SqlStatement> batch = new ArrayList<>();
  private final List<Statement> origins = new ArrayList<>();
  private final long violationsBefore;
  private long batchSize;

  private Loading(SqlSession session, SqlScreen screen, long violationsBefore) {
    this.session = session;
    this.screen = screen;
    this.violationsBefore = violationsBefore;
  }

  /** Begins the transaction. */
  public static Loading begin(SqlSession session, SqlScreen screen) throws SqldException {
    List<SqlResult> begun =
        session.run(
            List.of(
                new SqlStatement("PRAGMA foreign_keys = OFF"),
                new SqlStatement("BEGIN IMMEDIATE"),
                new SqlStatement(COUNT_VIOLATIONS)));
    return new Loading(session, screen, number(begun.getLast()));
  }

  /** Adds a statement that came from outside. */
  public void add(Statement statement) throws SqldException, LoadException {
    Optional<String> refusal = screen.refusal(statement.sql());
    if (refusal.isPresent()) {
      flush();
      throw new LoadException(refusal.get(), statement.number(), statement.line());
    }
    addOwn(new SqlStatement(statement.sql()), statement);
  }

  /** Adds a statement of Gatehouse's own making, on behalf of one from outside. */
  public void addOwn(SqlStatement statement, Statement origin) throws SqldException, LoadException {
    batch.add(statement);
    origins.add(origin);
    batchSize += size(statement);
    if (batch.size() >= STATEMENTS_MAX || batchSize >= CHARS_MAX) {
      flush();
    }
  }

  private static long size(SqlStatement statement) {
    long size = statement.sql().length();
    for (@Nullable Object argument : statement.arguments()) {
      size +=
          switch (argument) {
            case String text -> text.length();
            case byte[] bytes -> bytes.length;
            case null, default -> Long.BYTES;
          };
    }
    return size;
  }

  private void flush() throws SqldException, LoadException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      var _ = session.run(batch);
    } catch (SqldSqlException e) {
      throw e.statement().isPresent()
          ? refused(e, origins.get(e.statement().getAsInt()))
          : unreadable(e);
    } finally {
      batch.clear();
      origins.clear();
      batchSize = 0;
    }
  }

  private static LoadException refused(SqldSqlException why, Statement origin) {
    return new LoadException(String.valueOf(why.getMessage()), origin.number(), origin.line());
  }

  /** Finds the statement that sqld cannot read, for which it ran nothing of the batch. */
  private LoadException unreadable(SqldSqlException whole) throws SqldException {
    for (int i = 0; i < batch.size(); i++) {
      try {
        var _ = session.run(List.of(batch.get(i)));
      } catch (SqldSqlException e) {
        return refused(e, origins.get(i));
      }
    }
    return new LoadException(String.valueOf(whole.getMessage()));
  }

  /** Checks what was loaded, and makes it last. */
  public void commit() throws SqldException, LoadException {
    flush();
    checkForeignKeys();
    end();
  }

  /** Makes it last as it is: what a database once held it may hold again. */
  public void commitAsItWas() throws SqldException, LoadException {
    flush();
    end();
  }

  private void end() throws SqldException, LoadException {
    try {
      var _ = session.run(List.of(new SqlStatement("COMMIT")));
    } catch (SqldSqlException e) {
      throw new LoadException(String.valueOf(e.getMessage()));
    }
  }

  /** Takes everything back; what sqld cannot be told it does by itself when the session ends. */
  public void rollback() {
    batch.clear();
    origins.clear();
    try {
      var _ = session.run(List.of(new SqlStatement("ROLLBACK")));
    } catch (SqldException e) {
      log.atDebug().setCause(e).log("a load is left for sqld to take back");
    }
  }

  private void checkForeignKeys() throws SqldException, LoadException {
    try {
      if (number(session.run(List.of(new SqlStatement(COUNT_VIOLATIONS))).getFirst())
          <= violationsBefore) {
        return;
      }
      List<SqlResult> found =
          session.run(
              List.of(
                  new SqlStatement(
                      "SELECT \"table\", \"rowid\", \"parent\" FROM pragma_foreign_key_check LIMIT "
                          + FAULTS_SHOWN)));
      throw new LoadException(violations(found.getFirst().rows()));
    } catch (SqldSqlException e) {
      throw new LoadException("the foreign keys cannot be checked: " + e.getMessage());
    }
  }

  private static String violations(List<List<@Nullable Object>> rows) {
    var message = new StringBuilder("foreign keys without a parent row:");
    for (List<@Nullable Object> row : rows) {
      message.append(
          " row %s of %s refers to %s;".formatted(row.get(1), row.getFirst(), row.get(2)));
    }
    return message.substring(0, message.length() - 1);
  }

  private static long number(SqlResult result) {
    return result.rows().getFirst().getFirst() instanceof Long number ? number : 0;
  }
}
