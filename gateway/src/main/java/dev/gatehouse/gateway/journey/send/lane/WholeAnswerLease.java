package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.send.UpstreamLease;

/** A lease whose answer is whole when it is handed over: nothing of it can be held back. */
interface WholeAnswerLease extends UpstreamLease {

  @Override
  default void pauseReading() {}

  @Override
  default void resumeReading() {}

  @Override
  default void giveBack() {}
}
