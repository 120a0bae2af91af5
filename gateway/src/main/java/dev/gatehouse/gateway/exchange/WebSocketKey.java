package dev.gatehouse.gateway.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What the client of a WebSocket handshake sends, to see that it was read (RFC 6455, 1.3). */
public record WebSocketKey(String text) {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int BYTES = 16;

  public static WebSocketKey random() {
    byte[] bytes = new byte[BYTES];
    ThreadLocalRandom.current().nextBytes(bytes);
    return new WebSocketKey(Base64.getEncoder().encodeToString(bytes));
  }

  /** The key in a header, or nothing where the value is none. */
  public static Optional<WebSocketKey> parse(String value) {
    try {
      return Base64.getDecoder().decode(value).length == BYTES
          ? Optional.of(new WebSocketKey(value))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** The answer that proves that the key was read. */
  public String acceptance() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      byte[] digest = sha.digest((text + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e);
    }
  }

  public boolean isAcceptedBy(@Nullable String answer) {
    return acceptance().equals(answer);
  }
}
