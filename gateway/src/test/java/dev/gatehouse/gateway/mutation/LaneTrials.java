package dev.gatehouse.gateway.mutation;

import dev.gatehouse.gateway.it.GatewayStand;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * What must hold on lanes, over one connection and so one event loop. It is known to the test by
 * types of the JDK alone, as {@link MutantStand} is.
 */
public final class LaneTrials implements AutoCloseable, Callable<Set<String>> {
  static final String NAMESPACE = "rows of another namespace";
  static final String ACCESS = "a lane of another access";
  static final String TRANSACTION = "a transaction that somebody left open";
  static final String LAST_ROW = "the last row of somebody else";

  private static final LaneBounds BOUNDS =
      new LaneBounds(48, 16, 0, Duration.ofMinutes(10), 64 << 10);
  private static final int ATTEMPTS_MAX = 10_000;

  private final GatewayStand stand;
  private final Consumer<NamespaceId> create;
  private final RawHttp connection;
  private final Set<String> failed = new TreeSet<>();

  public LaneTrials(URI sqld, SigningKey secondLock, Consumer<NamespaceId> create)
      throws IOException {
    this.stand = GatewayStand.withLanes(sqld, secondLock, BOUNDS);
    this.create = create;
    this.connection = RawHttp.connect(stand.url());
  }

  /** The trials that failed. */
  @Override
  public Set<String> call() throws IOException {
    access();
    lastRow();
    transaction();
    namespace();
    return failed;
  }

  private String tenant(String name) throws IOException {
    create.accept(stand.tenant(name, Lifecycle.ACTIVE).id());
    String token = stand.token(name, Access.READ_WRITE);
    ask(token, "create table t(a)");
    ask(token, "create table u(a primary key) without rowid");
    ask(token, "insert into t values ('" + name + "')");
    return token;
  }

  private String ask(String token, String... statements) throws IOException {
    var body = new StringBuilder("{\"requests\":[");
    for (String sql : statements) {
      body.append("{\"type\":\"execute\",\"stmt\":{\"sql\":\"").append(sql).append("\"}},");
    }
    body.append("{\"type\":\"close\"}]}");
    connection.send(
        """
        POST /v3/pipeline HTTP/1.1\r
        host: a\r
        authorization: Bearer %s\r
        content-length: %d\r
        \r
        %s"""
            .formatted(token, body.length(), body));
    return connection.read().text();
  }

  /** Asks until a lane was taken; an answer of it. */
  private String onLane(String token, String... statements) throws IOException {
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      long before = stand.ways("lane");
      String answer = ask(token, statements);
      if (stand.ways("lane") > before) {
        return answer;
      }
    }
    throw new AssertionError("no lane was taken");
  }

  private void holds(String trial, boolean what) {
    if (!what) {
      failed.add(trial);
    }
  }

  private void namespace() throws IOException {
    String one = tenant("one");
    String two = tenant("two");
    onLane(one, "select a from t");
    for (String[] each : new String[][] {{two, "two"}, {one, "one"}}) {
      String rows = "\"rows\":[[{\"type\":\"text\",\"value\":\"" + each[1] + "\"}]]";
      holds(NAMESPACE, onLane(each[0], "select a from t").contains(rows));
    }
  }

  private void access() throws IOException {
    String token = tenant("both");
    onLane(token, "select a from t");
    long before = stand.lanes();
    onLane(stand.token("both", Access.READ_ONLY), "select a from t");
    holds(ACCESS, stand.lanes() == before + 1);
  }

  private void transaction() throws IOException {
    String token = tenant("left");
    onLane(token, "update t set a = a");
    onLane(token, "begin", "update t set a = 'not kept'");
    onLane(token, "insert into t values ('kept')");
    String rows = ask(token, "select a from t", "pragma foreign_keys");
    holds(TRANSACTION, rows.contains("\"kept\"") && !rows.contains("not kept"));
  }

  private void lastRow() throws IOException {
    String token = tenant("rows");
    onLane(token, "insert into t values (1), (2), (3)");
    String answer = onLane(token, "insert into u values (hex(randomblob(8)))");
    holds(LAST_ROW, answer.contains("\"last_insert_rowid\":\"0\""));
  }

  @Override
  public void close() throws IOException {
    connection.close();
    stand.close();
  }
}
