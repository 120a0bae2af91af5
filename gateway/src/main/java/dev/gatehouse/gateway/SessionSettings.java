package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.decode.SessionBounds;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import java.time.Duration;

/**
 * What an operator decides about WebSocket sessions.
 *
 * @param bounds how much and how long a client may send
 * @param terms how long a session may live
 * @param sessionsMax sessions of one namespace
 * @param accept the wait for sqld's answer to a new session
 */
public record SessionSettings(
    SessionBounds bounds, SessionTerms terms, int sessionsMax, Duration accept) {

  /** What an operator who says nothing gets. */
  public static final SessionSettings DEFAULT =
      new SessionSettings(
          new SessionBounds(
              4 << 20,
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(30),
              Duration.ofSeconds(1),
              true),
          new SessionTerms(
              Duration.ofHours(24), Duration.ofSeconds(5), 256, Duration.ofSeconds(10)),
          1000,
          Duration.ofSeconds(10));
}
