package dev.gatehouse.loadtest.load;

/** Over what a client asks. */
public sealed interface Carrier {
  /** Requests of HTTP/1.1 on connections that are kept. */
  record Http() implements Carrier {}

  /**
   * Sessions over WebSockets, each with one stream.
   *
   * @param token what their hello has
   */
  record Socket(String token) implements Carrier {
    @Override
    public String toString() {
      return "Socket[]";
    }
  }
}
