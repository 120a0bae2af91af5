package dev.gatehouse.config;

import java.time.Duration;

/** How long each part of an exchange may take. */
public record TimeoutsConfig(
    @Key(
            doc = "From the accepted connection to the end of the TLS handshake.",
            bounds = "10ms..10m")
        Duration handshake,
    @Key(
            doc =
                "From the first chance to send a request to the end of its headers. Short times"
                    + " keep out clients that hold connections and say nothing.",
            bounds = "10ms..10m")
        Duration requestHead,
    @Key(doc = "The longest silence of a client in the middle of a body.", bounds = "10ms..1h")
        Duration requestBody,
    @Key(doc = "How long opening a connection to sqld may take.", bounds = "10ms..1m")
        Duration connect,
    @Key(
            doc =
                "From the end of the request to the first byte of sqld's answer. This is the"
                    + " longest that one statement may run: raise it for heavy reports.",
            bounds = "10ms..1h")
        Duration responseHead,
    @Key(
            doc =
                "The longest silence of sqld, or of a client that does not read, within an answer.",
            bounds = "10ms..1h")
        Duration streamIdle,
    @Key(
            doc =
                "How long a client's connection stays open between two requests. Keep it above the"
                    + " same setting of a load balancer in front.",
            bounds = "10ms..1h")
        Duration keepAliveIdle,
    @Key(
            doc =
                "How long exchanges under way may still run when Gatehouse stops; then they are"
                    + " cut. Keep it below the time that your init system waits before it kills.",
            bounds = "0ms..10m")
        Duration drain) {
  public static final TimeoutsConfig DEFAULTS =
      new TimeoutsConfig(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75),
          Duration.ofSeconds(20));
}
