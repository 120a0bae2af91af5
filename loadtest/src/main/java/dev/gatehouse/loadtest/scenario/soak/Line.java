package dev.gatehouse.loadtest.scenario.soak;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Over what a client asks. */
interface Line extends AutoCloseable {
  /**
   * Requests of Hrana, one after the other, on a connection that is new or that nobody can tell
   * from one; their results, as many.
   */
  List<JsonNode> ask(List<String> requests) throws UnansweredException, InterruptedException;

  /** Requests that have nothing to do with each other, in one moment where that is possible. */
  List<JsonNode> askAtOnce(List<String> requests) throws UnansweredException, InterruptedException;

  /** A stream that lasts over several calls of {@link Talk#ask}. */
  Talk talk() throws UnansweredException, InterruptedException;

  /** Whether {@link #ask} is answered as on a new connection. */
  boolean isNewEachTime();

  @Override
  void close();

  /** Requests that build on each other. */
  interface Talk {
    JsonNode ask(String request) throws UnansweredException, InterruptedException;

    /** Asks a last thing, and lets go of the stream. */
    JsonNode end(String request) throws UnansweredException, InterruptedException;
  }
}
