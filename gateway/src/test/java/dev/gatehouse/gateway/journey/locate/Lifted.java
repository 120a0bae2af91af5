package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.gateway.mutation.AsWritten;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What this stage would do without its rules. */
final class Lifted {
  private static final Pattern IN_QUERY = Pattern.compile("[?&]namespace=([a-z0-9-]+)");

  private Lifted() {}

  static Optional<String> agrees(RequestHead head, Namespace namespace) {
    return Optional.empty();
  }

  /** Takes the namespace from the host or the query, and from the token where they name none. */
  @SuppressWarnings("unchecked")
  static Outcome<Located> byHostOrQuery(TenantLocator locator, Identified identified) {
    RequestHead head = identified.arrived().head();
    Caller caller = identified.caller();
    Matcher query = IN_QUERY.matcher(head.target());
    String host = head.headers().get("host", "");
    String name =
        query.find()
            ? query.group(1)
            : host.contains(".") ? host.substring(0, host.indexOf('.')) : caller.namespace().name();
    var believed =
        new Caller(
            Namespace.parse(name).orElse(caller.namespace()),
            caller.access(),
            caller.issuedAtSeconds(),
            caller.expiresAtSeconds(),
            caller.tokenId(),
            caller.mayProvision(),
            caller.issuer());
    return (Outcome<Located>)
        AsWritten.run(locator, "locate", new Identified(identified.arrived(), believed));
  }
}
