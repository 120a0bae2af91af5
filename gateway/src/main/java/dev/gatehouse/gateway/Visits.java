package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.locate.VisitBounds;
import dev.gatehouse.tenancy.IdentityDesk;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Provisioner;
import dev.gatehouse.tenancy.Visitor;
import java.util.Optional;

/**
 * What the data plane is given for the sake of those who come with a login token.
 *
 * @param provisioner makes the namespace of a first visit
 * @param desk stands behind the public identity endpoints
 * @param bounds how often strangers may ask
 */
public record Visits(Provisioner provisioner, IdentityDesk desk, VisitBounds bounds) {
  /** Nobody's namespace is made, and the identity endpoints know nothing. */
  public static final Visits NONE = closed();

  private static Visits closed() {
    IdentityDesk desk =
        new IdentityDesk() {
          @Override
          public String keySet() {
            return "{\"keys\":[]}";
          }

          @Override
          public Optional<String> exchange(Login login) {
            return Optional.empty();
          }

          @Override
          public Heard hearSupabase(Headers headers, byte[] body) {
            return Heard.UNEXPECTED;
          }
        };
    return new Visits(Visits::refuse, desk, new VisitBounds(600, 60, 600));
  }

  private static Provisioner.Provisioned refuse(
      Namespace namespace, Visitor visitor, long issuedAtSeconds) {
    return Provisioner.Provisioned.REFUSED;
  }
}
