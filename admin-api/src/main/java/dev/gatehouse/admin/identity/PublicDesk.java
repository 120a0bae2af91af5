package dev.gatehouse.admin.identity;

import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.admin.token.MintedToken;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.tenancy.IdentityDesk;
import dev.gatehouse.tenancy.token.PublicHalf;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What strangers with a login, and the services that keep logins, ask of Gatehouse. */
public final class PublicDesk implements IdentityDesk {
  private static final Logger log = LoggerFactory.getLogger(PublicDesk.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final Tokens tokens;
  private final Duration lifetime;
  private final Optional<String> publicUrl;
  private final Optional<SupabaseWebhooks> supabase;

  /**
   * @param lifetime how long a token holds that is given for a login token
   * @param publicUrl where clients reach Gatehouse, where somebody said so
   * @param supabase hears its webhooks, where they are expected
   */
  public PublicDesk(
      Tokens tokens,
      Duration lifetime,
      Optional<String> publicUrl,
      Optional<SupabaseWebhooks> supabase) {
    Duration max = tokens.mint().lifetimeMax();
    this.tokens = tokens;
    this.lifetime = lifetime.compareTo(max) > 0 ? max : lifetime;
    this.publicUrl = publicUrl;
    this.supabase = supabase;
  }

  /** What a client needs to connect. */
  record Connection(String url, String authToken, Instant expiresAt, String namespace) {
    @Override
    public String toString() {
      return "Connection[namespace=%s, expiresAt=%s]".formatted(namespace, expiresAt);
    }
  }

  @Override
  public String keySet() {
    return tokens.keys().current().stream()
        .map(PublicHalf::toJwk)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  @Override
  public Optional<String> exchange(Login login) {
    var ledger = tokens.ledger();
    MintedToken minted =
        tokens.mint().mint(new Grant(login.namespace(), login.access(), "login"), lifetime);
    // The name may have got another owner since the login token was looked at.
    if (ledger.isRevoked(login.tokenId(), login.namespace(), login.issuedAtSeconds())) {
      ledger.revoke(login.namespace(), minted.entry().id());
      return Optional.empty();
    }
    log.atDebug()
        .addKeyValue("tenant", login.namespace())
        .addKeyValue("token", minted.entry().id())
        .log("login token exchanged");
    return Optional.of(
        JSON.writeValueAsString(
            new Connection(
                publicUrl.or(login::origin).orElse(""),
                minted.token(),
                minted.expiresAt(),
                login.namespace().name())));
  }

  @Override
  public Heard hearSupabase(Headers headers, byte[] body) {
    return supabase.map(webhooks -> webhooks.hear(headers, body)).orElse(Heard.UNEXPECTED);
  }
}
