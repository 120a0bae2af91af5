package dev.gatehouse.gateway.mutation;

import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Range.Tenant;
import dev.gatehouse.gateway.it.GatewayStand;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A gateway with an attacker and a victim. It is known to the test by types of the JDK alone: the
 * rest is loaded once more for every mutant.
 */
public final class MutantStand implements AutoCloseable, Supplier<Range>, UnaryOperator<String> {
  private final GatewayStand stand;
  private final Range range;

  public MutantStand(URI sqld, SigningKey secondLock, Consumer<NamespaceId> create)
      throws IOException {
    this.stand = new GatewayStand(sqld, secondLock);
    this.range =
        new Range(
            stand.url(),
            tenant("attacker", create),
            stand.token("attacker", Access.READ_ONLY),
            tenant("victim", create));
  }

  private Tenant tenant(String name, Consumer<NamespaceId> create) {
    NamespaceId id = stand.tenant(name, Lifecycle.ACTIVE).id();
    create.accept(id);
    return new Tenant(name, id.value(), stand.token(name, Access.READ_WRITE));
  }

  /** Where to attack. */
  @Override
  public Range get() {
    return range;
  }

  /** Signs claims as the tenants' issuer. */
  @Override
  public String apply(String claims) {
    return stand.sign(claims);
  }

  @Override
  public void close() {
    stand.close();
  }
}
