package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.mutation.AsWritten;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import java.util.Set;

/** What this stage would do without its rules. */
final class Lifted {
  private static final Namespace VICTIM = new Namespace("victim");

  private Lifted() {}

  static boolean verifies(VerificationKey key, SignedToken token) {
    return true;
  }

  /** Takes one name out of a list, and one that must be tidied first. */
  @SuppressWarnings("unchecked")
  static Optional<Namespace> lenient(NamespaceTemplate template, Claims claims) {
    String text = claims.text("namespace").map(String::strip).orElse("");
    return claims.holdsOneOf("namespace", Set.of(VICTIM.name())) || text.equals(VICTIM.name())
        ? Optional.of(VICTIM)
        : (Optional<Namespace>) AsWritten.run(template, "namespaceOf", claims);
  }
}
