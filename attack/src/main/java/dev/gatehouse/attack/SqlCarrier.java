package dev.gatehouse.attack;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

/** A way in which a SQL text travels to sqld. */
interface SqlCarrier {

  String name();

  /** Whether the text is only prepared there, and never run. */
  boolean describesOnly();

  /** Sends the text with the token and reads the answer. */
  String send(Range range, String token, String sql) throws IOException, InterruptedException;

  static Stream<SqlCarrier> all() {
    return Stream.concat(
        Arrays.stream(HttpCarrier.values()), Arrays.stream(SocketCarrier.values()));
  }
}
