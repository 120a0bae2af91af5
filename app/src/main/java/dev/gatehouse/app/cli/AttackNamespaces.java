package dev.gatehouse.app.cli;

import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Range.Tenant;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Two databases that exist for the attacks alone, and are gone after them. */
final class AttackNamespaces implements AutoCloseable {
  private static final String LIFETIME = "1h";
  private static final int NAME_BYTES = 6;

  private final AdminClient admin;
  private final List<String> created = new ArrayList<>();

  private AttackNamespaces(AdminClient admin) {
    this.admin = admin;
  }

  /** Creates both; also an interrupt of this process deletes them. */
  static AttackNamespaces create(AdminClient admin) {
    var namespaces = new AttackNamespaces(admin);
    StopHook.install(namespaces);
    try {
      namespaces.create("attacker-");
      namespaces.create("victim-");
      return namespaces;
    } catch (RuntimeException e) {
      namespaces.close();
      throw e;
    }
  }

  private synchronized void create(String prefix) {
    byte[] random = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(random);
    String name = prefix + HexFormat.of().formatHex(random);
    admin.post("/v1/namespaces", Map.of("name", name));
    created.add(name);
  }

  /** Both, with tokens that last no longer than a run may. */
  synchronized Range range(URI url) {
    String attacker = created.getFirst();
    String victim = created.getLast();
    return new Range(
        url,
        new Tenant(attacker, mint(attacker, "rw")),
        mint(attacker, "ro"),
        new Tenant(victim, mint(victim, "rw")));
  }

  private String mint(String namespace, String access) {
    return admin
        .post(
            "/v1/namespaces/" + namespace + "/tokens",
            Map.of("access", access, "expiresIn", LIFETIME))
        .path("token")
        .asString();
  }

  /** Deletes what was created; one that cannot be deleted does not keep the other. */
  @Override
  public synchronized void close() {
    List<String> left = new ArrayList<>();
    for (String name : created) {
      try {
        admin.delete("/v1/namespaces/" + name + "?purge=true");
      } catch (CommandFailure e) {
        left.add(name + " (" + e.getMessage() + ")");
      }
    }
    created.clear();
    if (!left.isEmpty()) {
      throw CommandFailure.failed("not deleted: " + String.join(", ", left));
    }
  }
}
