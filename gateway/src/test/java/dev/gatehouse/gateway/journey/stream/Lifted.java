package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.locate.Located;
import java.util.Optional;

/** What this stage would do without its rules. */
final class Lifted {
  private Lifted() {}

  static Optional<Refusal> anyRight(SessionRight right, Located again) {
    return Optional.empty();
  }
}
