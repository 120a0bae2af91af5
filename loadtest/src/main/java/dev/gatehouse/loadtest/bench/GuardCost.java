package dev.gatehouse.loadtest.bench;

import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.JsonCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What looking at the SQL costs, beside all the processor time that a request takes.
 *
 * <p>The guard cannot be switched off, so its code is run here by itself over the bodies that wrk
 * sends. Reading the JSON around the SQL counts in full, though batons need it too: the figure is
 * an upper bound.
 *
 * @param nanosPerBody for one request's body
 * @param gatewayMicros what one request takes of Gatehouse's processor time, fixed upstream
 * @param shareOfGateway of that
 */
record GuardCost(Spread nanosPerBody, double gatewayMicros, Spread shareOfGateway) {
  private static final int BODIES = 256;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int WARM_UP_ROUNDS = 3;
  private static final double NANOS_PER_MICRO = 1000;

  static GuardCost measure(int rounds, double gatewayMicros) {
    List<ByteBuf> bodies = bodies();
    var carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      nanosPerBody(carrier, bodies);
    }
    var nanos = new ArrayList<Double>();
    for (int i = 0; i < rounds; i++) {
      nanos.add(nanosPerBody(carrier, bodies));
    }
    bodies.forEach(ByteBuf::release);
    return new GuardCost(
        Spread.of(nanos),
        gatewayMicros,
        Spread.of(nanos.stream().map(n -> n / NANOS_PER_MICRO / gatewayMicros).toList()));
  }

  /** The workload's body with other numbers in it, so that no branch learns it by heart. */
  private static List<ByteBuf> bodies() {
    var bodies = new ArrayList<ByteBuf>();
    for (int i = 0; i < BODIES; i++) {
      String body = Workload.BODY.replace("\"42\"", "\"" + (long) i * i * i + "\"");
      byte[] utf8 = body.getBytes(StandardCharsets.UTF_8);
      bodies.add(Unpooled.directBuffer(utf8.length).writeBytes(utf8));
    }
    return bodies;
  }

  private static double nanosPerBody(JsonCarrier carrier, List<ByteBuf> bodies) {
    long read = 0;
    long statements = 0;
    long begun = System.nanoTime();
    long now = begun;
    while (now - begun < ROUND_NANOS) {
      for (ByteBuf body : bodies) {
        if (carrier.pipeline(body) instanceof Passed<?>) {
          statements++;
        }
      }
      read += bodies.size();
      now = System.nanoTime();
    }
    if (statements != read) {
      throw new IllegalStateException("the guard refused the workload");
    }
    return (double) (now - begun) / read;
  }

  /** For people. */
  String toText() {
    return String.format(
        Locale.ROOT,
        "%nF8  the SQL guard, of Gatehouse's processor time for a request (fixed upstream)%n%n"
            + "  reading a body: %.0f ns (%.0f..%.0f) of %.1f us%n"
            + "  share: %.2f %% (%.2f..%.2f)   goal: at most 3 %%; an upper bound, see --help%n",
        nanosPerBody.median(),
        nanosPerBody.least(),
        nanosPerBody.most(),
        gatewayMicros,
        100 * shareOfGateway.median(),
        100 * shareOfGateway.least(),
        100 * shareOfGateway.most());
  }
}
