package dev.gatehouse.app.handover;

import dev.gatehouse.admin.access.ApiKeys;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.tenancy.Revocations.Revoked.AllTokens;
import dev.gatehouse.tenancy.Revocations.Revoked.OneToken;
import dev.gatehouse.tenancy.Revocations.Revoked.TokensOf;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What two processes on one registry tell each other, so that a right that one of them takes back
 * ends in both.
 *
 * @param registry the namespaces
 * @param tokens what opens them
 * @param keys what opens the admin API
 */
public record Changes(TenantRegistry registry, Tokens tokens, ApiKeys keys) {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);
  private static final String NAMESPACE = "namespace ";
  private static final String TOKEN = "token ";
  private static final String TOKENS = "tokens ";
  private static final String ALL_TOKENS = "all-tokens";
  private static final String SIGNING_KEYS = "signing-keys";

  /** Says in a line each change that this process makes. */
  void tell(Consumer<String> peer) {
    registry.onOwnChange(namespace -> peer.accept(NAMESPACE + namespace.name()));
    tokens.ledger().onOwnRevocation(what -> peer.accept(lineOf(what)));
    tokens.keys().onOwnRotation(() -> peer.accept(SIGNING_KEYS));
  }

  private static String lineOf(Revoked what) {
    return switch (what) {
      case OneToken(String tokenId) -> TOKEN + tokenId;
      case TokensOf(Namespace namespace) -> TOKENS + namespace.name();
      case AllTokens() -> ALL_TOKENS;
    };
  }

  /** Does what is to be done about a change that the other process says it has made. */
  void hear(String line) {
    try {
      if (line.startsWith(NAMESPACE)) {
        registry.changedElsewhere(new Namespace(line.substring(NAMESPACE.length())));
      } else if (line.startsWith(TOKENS)) {
        var of = new TokensOf(new Namespace(line.substring(TOKENS.length())));
        tokens.ledger().revokedElsewhere(of);
      } else if (line.startsWith(TOKEN)) {
        tokens.ledger().revokedElsewhere(new OneToken(line.substring(TOKEN.length())));
      } else if (line.equals(ALL_TOKENS)) {
        tokens.ledger().revokedElsewhere(new AllTokens());
      } else if (line.equals(SIGNING_KEYS)) {
        tokens.keys().rotatedElsewhere();
      }
      keys.refresh();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("what the other process changed is not taken over");
    }
  }
}
