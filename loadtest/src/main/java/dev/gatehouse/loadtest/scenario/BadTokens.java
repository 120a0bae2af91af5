package dev.gatehouse.loadtest.scenario;

import dev.gatehouse.loadtest.installation.Login;
import dev.gatehouse.loadtest.load.Asks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Requests with tokens of every bad kind, in turns. */
final class BadTokens {
  private static final int EACH = 200;
  private static final String SQL = "select 1";

  private final List<byte[]> asks = new ArrayList<>();
  private int next;

  BadTokens(Login login, String namespace) {
    for (int i = 0; i < EACH; i++) {
      asks.add(Asks.pipeline("garbage-" + i, SQL));
      asks.add(Asks.pipeline(login.forged(namespace + "-" + i), SQL));
      asks.add(Asks.pipeline(ofUnknownKey(i, namespace), SQL));
      asks.add(
          Asks.pipeline(
              login.token(namespace + "-" + i, Instant.now().minus(Duration.ofHours(1))), SQL));
    }
  }

  /** A token of Gatehouse's own, by its own word. */
  private static String ofUnknownKey(int number, String namespace) {
    long now = Instant.now().getEpochSecond();
    return "%s.%s.%s"
        .formatted(
            base64("{\"alg\":\"EdDSA\",\"kid\":\"unknown-%d\"}".formatted(number)),
            base64(
                "{\"iss\":\"gatehouse\",\"ns\":\"%s\",\"namespace\":\"%s\",\"iat\":%d,\"exp\":%d}"
                    .formatted(namespace, namespace, now, now + 3600)),
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next one; asked for by one thread. */
  byte[] next() {
    next = (next + 1) % asks.size();
    return asks.get(next);
  }
}
