package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.SessionAdmission;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;

/**
 * The way that every later hello of a session goes: the same stages as its first.
 *
 * @param identify who is calling
 * @param locate which tenant
 * @param permit the charge for a message
 * @param rewrite the token for sqld
 */
public record Reauthentication(
    Authenticator identify,
    TenantLocator locate,
    SessionAdmission permit,
    RequestRewriter rewrite) {

  Outcome<Rewritten> verify(Arrived hello) {
    return check(hello).then(permit::permitMessage).then(rewrite::rewrite);
  }

  /** Looks whether a hello still holds, at no charge. */
  Outcome<Located> check(Arrived hello) {
    return identify.identify(hello).then(locate::locate);
  }
}
