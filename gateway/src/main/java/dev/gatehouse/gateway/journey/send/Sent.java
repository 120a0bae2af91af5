package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.journey.rewrite.Rewritten;

/**
 * A request with the connection that will carry it; nothing has been written yet.
 *
 * @param rewritten what goes to sqld
 * @param connection where it goes
 * @param trial what it will tell about the node
 */
public record Sent(Rewritten rewritten, UpstreamLease connection, Trial trial) {

  /** The same after another attempt that came to nothing. */
  public Sent after(Sent before) {
    return new Sent(rewritten, before.connection.followedBy(connection), trial);
  }
}
