package dev.gatehouse.gateway.journey.tally;

/** Where finished exchanges go that a tracing system is to see. */
public interface SpanSink {

  /** Of how many traces one is wanted; 0 where none is. */
  int oneIn();

  /** Takes an exchange, or drops and counts it; never waits. */
  void take(FinishedExchange exchange);

  /** Nobody looks. */
  static SpanSink none() {
    return new SpanSink() {
      @Override
      public int oneIn() {
        return 0;
      }

      @Override
      public void take(FinishedExchange exchange) {}
    };
  }
}
