package dev.gatehouse.gateway.journey.send.turn;

/** What there is to observe of turns. */
public interface TurnEvents {

  /** A turn came after a wait. */
  void onWaited(long nanos);

  /**
   * A request was sent away unserved: the tenant asked too much, or the node has too much to do.
   */
  void onShed(boolean byTenant);

  /** Nobody looks. */
  static TurnEvents none() {
    return new TurnEvents() {
      @Override
      public void onWaited(long nanos) {}

      @Override
      public void onShed(boolean byTenant) {}
    };
  }
}
