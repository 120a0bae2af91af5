package dev.gatehouse.gateway.journey.rewrite.guard;

/**
 * A baton, token or client id in a message, and the place to put another one.
 *
 * @param text what the client sent
 * @param from where its place begins, counted from the first byte of the message: in JSON what is
 *     between the quotes, in protobuf the whole field with its key and length
 * @param to where its place ends
 */
public record Handle(String text, int from, int to) {
  static final int BYTES_MAX = 16 << 10;

  /** Says where it stands, never what it is. */
  @Override
  public String toString() {
    return "Handle[" + from + ".." + to + "]";
  }
}
