package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ByUpstream;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.JsonCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import dev.gatehouse.gateway.journey.send.Sent;
import io.netty.buffer.ByteBuf;

/** Whether a request may be sent once more: when sqld has not run it, or nobody could tell. */
final class RetryPolicy {
  /**
   * An sqld that opens and closes many namespaces may forget one twice in a row, and one that dies
   * may lose a request on a lane and on a connection.
   */
  static final int TRIES_MAX = 3;

  private RetryPolicy() {}

  static boolean allows(Refusal refusal, Sent sent) {
    if (refusal instanceof ByUpstream failure && !failure.requestSent()) {
      return true;
    }
    return refusal instanceof UpstreamReset && leavesNoTrace(sent);
  }

  /** Whether it only reads, and nothing of an answer has been passed on. */
  private static boolean leavesNoTrace(Sent sent) {
    Arrived arrived = sent.rewritten().permitted().located().identified().arrived();
    Exchange exchange = arrived.exchange();
    Route route = arrived.head().route();
    return !exchange.reply().isCommitted()
        && switch (route.payload()) {
          case PIPELINE -> reads(sent.rewritten(), route == Route.PIPELINE_V3);
          case REPLICATION, NONE -> true;
          default -> false;
        };
  }

  private static boolean reads(Rewritten rewritten, boolean isThirdVersion) {
    var reading = new Reading(isThirdVersion);
    rewritten.body().readTo(reading);
    return reading.reads;
  }

  /** Looks into a body that is all there. */
  private static final class Reading implements RequestBody.Reader {
    private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));
    private final boolean isThirdVersion;
    private boolean reads;

    Reading(boolean isThirdVersion) {
      this.isThirdVersion = isThirdVersion;
    }

    @Override
    public void onChunk(ByteBuf chunk, boolean last) {
      reads = carrier.stateless(chunk, isThirdVersion).filter(some -> !some.changes()).isPresent();
      chunk.release();
    }
  }
}
