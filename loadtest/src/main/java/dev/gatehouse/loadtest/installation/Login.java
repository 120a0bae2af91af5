package dev.gatehouse.loadtest.installation;

import dev.gatehouse.testkit.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** An issuer whose tokens Gatehouse takes: it signs as many as a load needs, without asking. */
public final class Login {
  private static final String NAME = "https://login.loadtest";
  private static final Duration LIFETIME = Duration.ofHours(6);

  private final TestKey key = TestKey.ed25519();

  Login() {}

  /** A token for the namespace, to read and write. */
  public String token(String namespace) {
    return token(namespace, Instant.now().plus(LIFETIME));
  }

  /** The same, that expires then. */
  public String token(String namespace, Instant expires) {
    return key.sign(
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(NAME, namespace, Instant.now().getEpochSecond(), expires.getEpochSecond()));
  }

  /** A token that looks right and that a stranger signed. */
  public String forged(String namespace) {
    String token = token(namespace);
    int signature = token.lastIndexOf('.') + 1;
    return token.substring(0, signature)
        + new StringBuilder(token.substring(signature, token.length() - 2)).reverse()
        + token.substring(token.length() - 2);
  }

  /** How the configuration names it. */
  String yaml() {
    String pem = key.publicPem().lines().map("        "::concat).collect(Collectors.joining("\n"));
    return """
    identity:
      issuers:
        - name: login
          issuer: %s
          namespaceTemplate: "{sub}"
          publicKey: |
    %s
    """
        .formatted(NAME, pem);
  }
}
