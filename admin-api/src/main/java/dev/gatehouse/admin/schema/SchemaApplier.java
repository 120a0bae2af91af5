package dev.gatehouse.admin.schema;

import dev.gatehouse.admin.load.DumpLoader;
import dev.gatehouse.admin.load.LoadException;
import dev.gatehouse.admin.load.Loading;
import dev.gatehouse.admin.load.Statement;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.SqlScreen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/**
 * Brings namespaces to a version of their schema set, each migration in a transaction with its line
 * in the ledger. Foreign keys are off while it runs, so that tables can be rebuilt, and checked
 * before it ends.
 */
public final class SchemaApplier {
  private final SqlScreen screen;
  private final InstantSource clock;

  public SchemaApplier(SqlScreen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  /** How a namespace stands. */
  public SchemaStatus status(SqlSession session, SchemaSet set) throws SqldException {
    return SchemaStatus.of(set, SchemaLedger.read(session));
  }

  /** Runs what is missing up to this version; which version the namespace then has. */
  public int apply(SqlSession session, SchemaSet set, int target)
      throws SqldException, SchemaException {
    SchemaStatus status = checked(session, set);
    int version = status.version();
    for (Migration migration : status.pending()) {
      if (migration.version() <= target) {
        apply(session, set, migration);
        version = migration.version();
      }
    }
    return version;
  }

  private SchemaStatus checked(SqlSession session, SchemaSet set)
      throws SqldException, SchemaException {
    SchemaStatus status = status(session, set);
    if (!status.drift().isEmpty()) {
      throw new SchemaException(status.drift().getFirst());
    }
    return status;
  }

  private void apply(SqlSession session, SchemaSet set, Migration migration)
      throws SqldException, SchemaException {
    Loading loading = Loading.begin(session, screen);
    boolean done = false;
    try {
      // Whoever else was at it has let go of the lock: look again.
      if (checked(session, set).pending().contains(migration)) {
        var text = new ByteArrayInputStream(migration.sql().getBytes(StandardCharsets.UTF_8));
        long last = DumpLoader.load(text, loading);
        for (SqlStatement statement : SchemaLedger.adding(migration, clock.instant())) {
          loading.addOwn(statement, new Statement("", last, 0));
        }
        loading.commit();
        done = true;
      }
    } catch (LoadException e) {
      throw SchemaException.of(migration, e);
    } catch (SqldException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be read", e);
    } finally {
      if (!done) {
        loading.rollback();
      }
    }
  }
}
