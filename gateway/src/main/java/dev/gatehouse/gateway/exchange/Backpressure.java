package dev.gatehouse.gateway.exchange;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Pauses the reads of one channel for as long as there is a reason. */
public final class Backpressure {
  private final Channel channel;
  private final Set<PauseReason> reasons = EnumSet.noneOf(PauseReason.class);

  public Backpressure(Channel channel) {
    this.channel = channel;
  }

  public void pause(PauseReason reason) {
    if (reasons.isEmpty()) {
      channel.config().setAutoRead(false);
    }
    reasons.add(reason);
  }

  public void resume(PauseReason reason) {
    if (reasons.remove(reason) && reasons.isEmpty()) {
      channel.config().setAutoRead(true);
    }
  }

  public boolean isPaused() {
    return !reasons.isEmpty();
  }
}
