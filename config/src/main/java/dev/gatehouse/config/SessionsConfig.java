package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import java.time.Duration;

/** What WebSocket sessions may use. */
public record SessionsConfig(
    @Key(
            doc = "How many sessions one tenant may have at once; the next one is refused.",
            bounds = "1..1000000")
        int sessionsMax,
    @Key(
            doc =
                "How many requests of one session may wait for sqld's answer; a client that sends"
                    + " on is not read until there are fewer.",
            bounds = "1..65536")
        int unansweredMax,
    @Key(doc = "The largest message of a client, whole and inflated.", bounds = "1KiB..64MiB")
        ByteSize messageBytesMax,
    @Key(
            doc =
                "Whether messages are compressed for clients that offer it. It saves traffic and"
                    + " costs processor time and memory for each session.")
        boolean compress,
    @Key(
            doc = "From the opened session to its first message, which carries the token.",
            bounds = "10ms..10m")
        Duration hello,
    @Key(doc = "How long sqld may take to accept a session.", bounds = "10ms..10m") Duration accept,
    @Key(
            doc =
                "The silence of a client after which it is asked whether it is still there. Keep it"
                    + " below the time after which a load balancer in front cuts silent"
                    + " connections.",
            bounds = "100ms..1h")
        Duration pingEvery,
    @Key(
            doc = "How long a session may go without a message before it is closed.",
            bounds = "100ms..7d")
        Duration idle,
    @Key(doc = "The age at which a session is closed, however busy it is.", bounds = "1s..30d")
        Duration ageMax,
    @Key(
            doc =
                "How long a transaction on a session may be open and do nothing. Then it is rolled"
                    + " back, so that the tenant's other writers can go on. Over HTTP sqld itself"
                    + " does so after ten seconds.",
            bounds = "100ms..1h")
        Duration transactionIdle,
    @Key(
            doc = "How long a client may take to answer when its session is closed.",
            bounds = "10ms..1m")
        Duration linger) {
  public static final SessionsConfig DEFAULTS =
      new SessionsConfig(
          1000,
          256,
          ByteSize.mebibytes(4),
          true,
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));
}
