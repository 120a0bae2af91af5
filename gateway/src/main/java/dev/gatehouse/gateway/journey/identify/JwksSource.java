package dev.gatehouse.gateway.journey.identify;

import java.util.List;
import java.util.function.Consumer;

/** Where an issuer publishes its keys. */
interface JwksSource extends AutoCloseable {

  /** Fetches the keys and hands over what came of it, once, on any thread; never blocks. */
  void fetch(Consumer<Fetched> taker);

  @Override
  void close();

  /** What came of a fetch. */
  sealed interface Fetched {
    /** The keys that the issuer publishes now. */
    record Published(List<VerificationKey> keys) implements Fetched {}

    /** No keys, for a reason that only the log tells. */
    record Failed(String why) implements Fetched {}
  }
}
