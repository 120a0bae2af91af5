package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantStore;
import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A process that dies at one moment: before or after the effect of a call that leaves it. From then
 * on it does nothing more, as after {@code kill -9}.
 */
public final class KillSwitch {
  private int momentsLeft;

  public KillSwitch(int momentsLeft) {
    this.momentsLeft = momentsLeft;
  }

  public boolean hasKilled() {
    return momentsLeft < 0;
  }

  private void moment() {
    momentsLeft = Math.max(-1, momentsLeft - 1);
    if (hasKilled()) {
      throw new Killed();
    }
  }

  /** The end of the process. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** A store that a process uses until its death. */
  public TenantStore guard(TenantStore store) {
    return new MortalStore(store);
  }

  /** An sqld that a process uses until its death. */
  public NodeAdmin guard(NodeAdmin node) {
    return new MortalNode(node);
  }

  /** Seeds that a process uses until its death. */
  public SeedNode guard(SeedNode node) {
    return new MortalSeeds(node);
  }

  /** A session that a process uses until its death. */
  public SqlSession guard(SqlSession session) {
    return new MortalSession(session);
  }

  private final class MortalSeeds implements SeedNode {
    private final SeedNode node;

    MortalSeeds(SeedNode node) {
      this.node = node;
    }

    @Override
    public void fork(NamespaceId source, NamespaceId target, Optional<Instant> at)
        throws NodeFailedException, SeedException {
      moment();
      node.fork(source, target, at);
      moment();
    }

    @Override
    public SqlSession open(NamespaceId id) {
      return guard(node.open(id));
    }
  }

  private final class MortalSession implements SqlSession {
    private final SqlSession session;

    MortalSession(SqlSession session) {
      this.session = session;
    }

    @Override
    public List<SqlResult> run(List<SqlStatement> statements) throws SqldException {
      moment();
      List<SqlResult> results = session.run(statements);
      moment();
      return results;
    }

    @Override
    public void read(String sql, RowConsumer rows) throws IOException {
      moment();
      session.read(sql, rows);
    }

    /** After a death, what sqld does by itself in time. */
    @Override
    public void close() {
      session.close();
    }
  }

  private final class MortalNode implements NodeAdmin {
    private final NodeAdmin node;

    MortalNode(NodeAdmin node) {
      this.node = node;
    }

    @Override
    public void create(NamespaceId id) throws NodeFailedException {
      moment();
      node.create(id);
      moment();
    }

    @Override
    public boolean exists(NamespaceId id) throws NodeFailedException {
      moment();
      return node.exists(id);
    }

    @Override
    public void delete(NamespaceId id) throws NodeFailedException {
      moment();
      node.delete(id);
      moment();
    }
  }

  private final class MortalStore implements TenantStore {
    private final TenantStore store;

    MortalStore(TenantStore store) {
      this.store = store;
    }

    @Override
    public boolean add(TenantEntry entry) {
      moment();
      boolean done = store.add(entry);
      moment();
      return done;
    }

    @Override
    public boolean update(TenantEntry next) {
      moment();
      boolean done = store.update(next);
      moment();
      return done;
    }

    @Override
    public boolean bury(NamespaceId id, Instant at) {
      moment();
      boolean done = store.bury(id, at);
      moment();
      return done;
    }

    @Override
    public Optional<TenantEntry> find(Namespace namespace) {
      moment();
      return store.find(namespace);
    }

    @Override
    public List<TenantEntry> page(TenantQuery query) {
      moment();
      return store.page(query);
    }

    @Override
    public List<TenantEntry> unfinished() {
      moment();
      return store.unfinished();
    }

    @Override
    public List<TenantEntry> trashedUntil(Instant time, int entriesMax) {
      moment();
      return store.trashedUntil(time, entriesMax);
    }

    @Override
    public Set<NamespaceId> gone(Collection<NamespaceId> ids) {
      moment();
      return store.gone(ids);
    }

    @Override
    public NamespaceId origin(NamespaceId id) {
      moment();
      return store.origin(id);
    }

    @Override
    public boolean supersede(
        Optional<TenantEntry> leaving, TenantEntry coming, NamespaceId origin) {
      moment();
      boolean done = store.supersede(leaving, coming, origin);
      moment();
      return done;
    }

    @Override
    public Set<NamespaceId> given(Collection<NamespaceId> ids) {
      moment();
      return store.given(ids);
    }
  }
}
