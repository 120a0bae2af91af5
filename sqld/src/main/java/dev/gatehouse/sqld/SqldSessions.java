package dev.gatehouse.sqld;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.HttpUrl;

/** Opens sessions on the namespaces of one sqld, with Gatehouse's own tokens of a short life. */
public final class SqldSessions implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

  private final HttpUrl base;
  private final SigningKey key;
  private final InstantSource clock;
  private final SqldCalls calls;

  /**
   * Sessions on that sqld.
   *
   * @param base where its user API listens
   * @param key signs tokens that it accepts
   */
  public SqldSessions(URI base, SigningKey key, InstantSource clock) {
    this.base = HttpUrl.get(base.toString());
    this.calls = new SqldCalls(this.base, CONNECT_TIMEOUT, CALL_TIMEOUT);
    this.key = key;
    this.clock = clock;
  }

  public SqlSession open(NamespaceId id, Access access) {
    return new HranaSession(calls, base, id, () -> token(id, access));
  }

  private String token(NamespaceId id, Access access) {
    return key.sign(
        "{\"p\":{\"%s\":{\"ns\":[\"%s\"]}},\"exp\":%d}"
            .formatted(access.claim(), id, clock.instant().plus(TOKEN_LIFETIME).getEpochSecond()));
  }

  @Override
  public void close() {
    calls.close();
  }
}
