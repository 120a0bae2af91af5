package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.AccessChanged;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import java.time.Duration;

/**
 * Looks once more at the right of a request that took long until here, over its body or its wait.
 *
 * @param identify who is calling
 * @param locate which tenant
 */
public record SecondLook(Authenticator identify, TenantLocator locate) {
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /** The same request, if it still has the right that it had at its head. */
  Outcome<Rewritten> at(Rewritten rewritten) {
    Exchange exchange = rewritten.permitted().located().identified().arrived().exchange();
    return exchange.journal().nanosUntil(Leg.WAIT) < FRESH_NANOS
        ? Outcome.ready(rewritten)
        : now(rewritten);
  }

  /** The same, however fresh it is: sqld forgets a namespace also because it was deleted. */
  Outcome<Rewritten> now(Rewritten rewritten) {
    Located first = rewritten.permitted().located();
    return identify
        .identify(first.identified().arrived())
        .then(locate::locate)
        .then(
            again -> {
              if (!again.tenant().id().equals(first.tenant().id())
                  || !again.node().equals(first.node())) {
                return Outcome.stopped(new WrongTenant("second look"));
              }
              return again.identified().caller().access() == first.identified().caller().access()
                  ? Outcome.ready(rewritten)
                  : Outcome.stopped(new AccessChanged());
            });
  }
}
