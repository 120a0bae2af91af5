package dev.gatehouse.testkit;

import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldPipeline;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** A real sqld that answers on loopback, with what a test needs to use it. */
public final class RunningSqld implements AutoCloseable {
  private static final long TOKEN_SECONDS = 3_600;

  private final SqldHost host;
  private final String adminKey;
  private final SigningKey tokenKey;
  private final SqldAdmin admin;
  private final SqldPipeline pipeline;

  private RunningSqld(SqldHost host, String adminKey, SigningKey tokenKey) {
    this.host = host;
    this.adminKey = adminKey;
    this.tokenKey = tokenKey;
    this.admin = new SqldAdmin(host.admin(), adminKey);
    this.pipeline = new SqldPipeline(host.http());
  }

  /** Starts one; a machine that cannot run sqld fails the test that asks for it. */
  public static RunningSqld start(boolean hardened) {
    SigningKey key = SigningKey.generate();
    String adminKey = "admin-" + NamespaceId.random();
    SqldHost host = SqldHost.start(hardened, adminKey, key.publicPem());
    return new RunningSqld(host, adminKey, key);
  }

  /** Where its user API listens. */
  public URI http() {
    return host.http();
  }

  /** Where its admin API listens. */
  public URI adminUrl() {
    return host.admin();
  }

  public String adminKey() {
    return adminKey;
  }

  /** The key whose tokens it accepts. */
  public SigningKey tokenKey() {
    return tokenKey;
  }

  public SqldAdmin adminApi() {
    return admin;
  }

  public SqldPipeline pipeline() {
    return pipeline;
  }

  /** Makes this namespace. */
  public void create(NamespaceId id) {
    try {
      admin.create(id);
    } catch (SqldException e) {
      throw new AssertionError("sqld made no namespace: " + e.getMessage(), e);
    }
  }

  /** A new namespace in which these statements ran. */
  public NamespaceId create(String... statements) {
    NamespaceId id = NamespaceId.random();
    create(id);
    try {
      sql(id, statements);
    } catch (SqldException e) {
      throw new AssertionError("a namespace was not seeded: " + e.getMessage(), e);
    }
    return id;
  }

  /** Runs these statements in a namespace, past any gateway. */
  public List<SqlResult> sql(NamespaceId id, String... statements) throws SqldException {
    return pipeline.run(id, token(id, Access.READ_WRITE), List.of(statements));
  }

  /** A token of sqld's own kind for one namespace. */
  public String token(NamespaceId id, Access access) {
    return tokenKey.sign(
        "{\"p\":{\"%s\":{\"ns\":[\"%s\"]}},\"exp\":%d}"
            .formatted(access.claim(), id, Instant.now().getEpochSecond() + TOKEN_SECONDS));
  }

  /** Ends the process as a crash would, and returns when another one answers on the same ports. */
  public void crash() throws InterruptedException {
    host.crash();
  }

  @Override
  public void close() {
    admin.close();
    pipeline.close();
    host.close();
  }
}
