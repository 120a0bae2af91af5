package dev.gatehouse.admin.provision;

import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldRefusedException;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.Optional;

/** A {@link SeedNode} that is a real sqld. */
public final class SqldSeedNode implements SeedNode {
  private final SqldAdmin admin;
  private final SqldSessions sessions;

  public SqldSeedNode(SqldAdmin admin, SqldSessions sessions) {
    this.admin = admin;
    this.sessions = sessions;
  }

  @Override
  public void fork(NamespaceId source, NamespaceId target, Optional<Instant> at)
      throws NodeFailedException, SeedException {
    try {
      admin.fork(source, target, at);
    } catch (SqldRefusedException e) {
      throw new SeedException(
          at.isPresent()
              ? SeedFault.of(
                  SeedFault.Kind.NO_BACKUPS,
                  "this sqld keeps no backups, so a fork is always of what the source holds now;"
                      + " leave the time out")
              : SeedFault.of(SeedFault.Kind.SOURCE, "the source of the fork is gone"));
    } catch (SqldException e) {
      throw new NodeFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public SqlSession open(NamespaceId id) {
    return sessions.open(id, Access.READ_WRITE);
  }
}
