package dev.gatehouse.sqld;

/** Where a supervised sqld stands. */
public enum SqldState {
  /** Launched, and not yet answering. */
  STARTING,
  /** Answering on both of its ports. */
  READY,
  /** Dead without having been told to; it is launched again after a pause. */
  DOWN,
  /** Ended for good. */
  STOPPED
}
