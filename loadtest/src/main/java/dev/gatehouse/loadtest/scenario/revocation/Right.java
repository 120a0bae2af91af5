package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.loadtest.installation.AdminCalls;
import dev.gatehouse.loadtest.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A token for a namespace of its own, and when it ends.
 *
 * @param namespace what it opens
 * @param id by which it is revoked
 * @param token the token
 * @param way how it ends
 */
record Right(String namespace, String id, String token, Way way) {
  /** Expiry is in whole seconds; everything is to be open by then. */
  private static final Duration LIFE = Duration.ofMillis(1_500);

  /**
   * When a right was ended, by the clock that never goes back.
   *
   * @param asked when the call began; the moment of expiry, where nobody calls
   * @param answered when it was answered
   */
  record Ended(long asked, long answered) {}

  static Right of(Installation installation, String namespace, Way way)
      throws IOException, InterruptedException {
    JsonNode minted =
        installation
            .admin()
            .done("POST", "namespaces/" + namespace + "/tokens", Map.of("access", "rw"));
    return new Right(namespace, minted.path("id").asString(), minted.path("token").asString(), way);
  }

  /** The same right with a token that expires soon, for the way in which nobody calls. */
  Right expiring(Installation installation) {
    Instant expires = Instant.ofEpochSecond(Instant.now().plus(LIFE).getEpochSecond() + 1);
    return new Right(
        namespace,
        Long.toString(expires.getEpochSecond()),
        installation.login().token(namespace, expires),
        way);
  }

  /** Ends it. */
  Ended end(AdminCalls admin) throws IOException, InterruptedException {
    long asked = System.nanoTime();
    String path = "namespaces/" + namespace;
    switch (way) {
      case REVOKE -> admin.done("DELETE", path + "/tokens/" + id, Map.of());
      case ROTATE -> admin.done("POST", path + "/rotate", Map.of());
      case SUSPEND -> admin.done("POST", path + "/suspend", Map.of("reason", "for the load"));
      case DELETE -> admin.done("DELETE", path, Map.of());
      case PURGE -> admin.done("DELETE", path + "?purge=true", Map.of());
      case EXPIRE -> {
        Instant expires = Instant.ofEpochSecond(Long.parseLong(id));
        asked += TimeUnit.MICROSECONDS.toNanos(micros(Instant.now(), expires));
        return new Ended(asked, asked);
      }
    }
    return new Ended(asked, System.nanoTime());
  }

  private static long micros(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1_000;
  }

  @Override
  public String toString() {
    return "Right[namespace=" + namespace + ", way=" + way + "]";
  }
}
