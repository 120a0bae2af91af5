package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The last moments of an sqld that dies: it may take one more connection, and reset that too. */
final class LastMoments {
  private static final long MILLIS = 50;
  private static final Duration BOUND = Duration.ofSeconds(5);

  private LastMoments() {}

  /** True once they are over. */
  static Outcome<Boolean> over(Exchange exchange) {
    Later<Boolean> later = exchange.await(BOUND, ConnectFailed::new);
    ScheduledFuture<?> _ =
        exchange.loop().schedule(() -> later.complete(true), MILLIS, TimeUnit.MILLISECONDS);
    return later;
  }
}
