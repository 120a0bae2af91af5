package dev.gatehouse.gateway.exchange;

import dev.gatehouse.tenancy.Namespace;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What there is to observe of one exchange; stages write it, only the tally reads it.
 *
 * <p>Nothing here ever decides anything.
 */
public final class Journal {
  private final String client;
  private final TraceContext trace;
  private final long startedNanos = System.nanoTime();
  private final long[] endsOfLegs = new long[Leg.COUNT];
  private long endedNanos;
  private @Nullable Route route;
  private @Nullable Namespace namespace;
  private @Nullable ByteBuf body;
  private boolean lane;
  private int status;
  private long bytesIn;
  private long bytesOut;

  public Journal(String client) {
    this(client, TraceContext.fresh());
  }

  public Journal(String client, TraceContext trace) {
    this.client = client;
    this.trace = trace;
  }

  /** A leg is over that had this product, which goes on. */
  public <T> T past(Leg leg, T product) {
    endsOfLegs[leg.place()] = System.nanoTime();
    return product;
  }

  public void onRouted(Route requested) {
    route = requested;
  }

  public void onIdentified(Namespace caller) {
    namespace = caller;
  }

  /** The body has been looked at; it lives until the exchange ends. */
  public void onInspected(ByteBuf inspected) {
    body = inspected;
  }

  /** The request goes on a warm lane. */
  public void onLane() {
    lane = true;
  }

  public void onReplied(int replied) {
    status = replied;
  }

  public void onReceived(int bytes) {
    bytesIn += bytes;
  }

  public void onSent(int bytes) {
    bytesOut += bytes;
  }

  /** The exchange is over; what comes later does not count. */
  public void onEnd() {
    if (endedNanos == 0) {
      endedNanos = System.nanoTime();
    }
  }

  public String client() {
    return client;
  }

  public TraceContext trace() {
    return trace;
  }

  /** The route, once the head was understood. */
  public @Nullable Route route() {
    return route;
  }

  /** The namespace, once a token has named one. */
  public @Nullable Namespace namespace() {
    return namespace;
  }

  /** The body that was looked at; to be read before the exchange gives it back. */
  public @Nullable ByteBuf body() {
    return body;
  }

  /** Which way the request took to sqld, if it got there. */
  public String way() {
    if (endsOfLegs[Leg.CONNECT.place()] == 0) {
      return "none";
    }
    return lane ? "lane" : "connection";
  }

  /** The status that the client saw, or 0. */
  public int status() {
    return status;
  }

  public long bytesIn() {
    return bytesIn;
  }

  public long bytesOut() {
    return bytesOut;
  }

  /** The last of the legs that was reached, whether it came to its end or not. */
  public Leg lastLeg() {
    int place = 0;
    while (place < Leg.COUNT - 1 && endsOfLegs[place] != 0) {
      place++;
    }
    return Leg.at(place);
  }

  /** How long a leg took; the last one reached took until the end. */
  public long nanosIn(Leg leg) {
    int place = leg.place();
    long begin = place == 0 ? startedNanos : endsOfLegs[place - 1];
    long end = endsOfLegs[place] == 0 ? endedNanos : endsOfLegs[place];
    return Math.max(0, end - begin);
  }

  /** How long it was from the head to the end of a leg that is over. */
  public long nanosUntil(Leg leg) {
    return endsOfLegs[leg.place()] - startedNanos;
  }

  /** How long the exchange took, once it is over. */
  public long nanos() {
    return endedNanos - startedNanos;
  }

  /** When the exchange was over, by the clock that measures times. */
  public long endedNanos() {
    return endedNanos;
  }

  public long nanosSinceStart() {
    return System.nanoTime() - startedNanos;
  }
}
