package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.send.turn.Turn;

/**
 * A request with the connection that will carry it; nothing has been written yet.
 *
 * @param rewritten what goes to sqld
 * @param connection where it goes
 * @param trial what it will tell about the node
 * @param turn its place at the node
 */
public record Sent(Rewritten rewritten, UpstreamLease connection, Trial trial, Turn turn) {

  /**
   * The node began to answer, and so has done its work, however slowly the answer is read; but for
   * an answer that lasts, which tells nothing of the node either.
   */
  public void answered() {
    trial.answered();
    if (!isLasting()) {
      turn.answered();
      turn.giveBack();
    }
  }

  /** Whether the answer may go on for as long as its reader likes. */
  public boolean isLasting() {
    return rewritten.permitted().located().identified().arrived().head().route().isLasting();
  }

  /** The same after another attempt that came to nothing. */
  public Sent after(Sent before) {
    return new Sent(rewritten, before.connection.followedBy(connection), trial, turn);
  }
}
