package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.WebUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whose tokens are accepted, and how Gatehouse's own are made. */
public record IdentityConfig(
    @Key(
            doc =
                "What Gatehouse writes as `iss` into its own tokens: a plain name or a URL. After a"
                    + " change the tokens made before are refused.")
        String issuer,
    @Key(
            doc =
                "How long a token of Gatehouse is good for when nobody asks for another time."
                    + " Shorter is safer, if your clients fetch new ones.",
            bounds = "1m..366d")
        Duration tokenLifetime,
    @Key(
            doc =
                "The master key: it seals the secrets in the registry, such as the keys that sign"
                    + " tokens. At least 32 bytes, as `{file: PATH}` or `{env: NAME}`. Without it"
                    + " Gatehouse makes one at the first start and keeps it in the `data` folder,"
                    + " beside what it seals. It cannot be changed later.")
        Optional<Secret> masterKey,
    @Key(
            doc =
                "The longest token that is looked at. Raise it only for an issuer that packs a lot"
                    + " of claims into its tokens.",
            bounds = "256B..64KiB")
        ByteSize tokenBytesMax,
    @Key(
            doc =
                "How far the clocks of issuers may differ from this machine's when a token's times"
                    + " are checked.",
            bounds = "0ms..5m")
        Duration clockSkew,
    @Key(
            doc =
                "How many tokens are remembered as verified, so that their signature is paid for"
                    + " only once. Set it above the number of tokens in use within ten minutes.",
            bounds = "1..10000000")
        int verifiedTokensMax,
    @Key(
            doc =
                "How many bad tokens one address (of IPv6, one /64) may send in a minute; after"
                    + " that it is refused with 429, a second late, before its tokens are looked"
                    + " at. Tokens known to be good are not affected. An expired token counts as"
                    + " a tenth of a bad one.",
            bounds = "1..1000000",
            reload = true)
        int failedPerMinuteMax,
    @Key(doc = "How many addresses that send bad tokens are remembered.", bounds = "1..10000000")
        int failingAddressesMax,
    @Key(
            doc =
                "Where clients reach the public listener, such as `https://db.example.com`: what"
                    + " `POST /auth/token` tells them as `url`. Without it they are told the host"
                    + " that they asked.")
        Optional<WebUrl> publicUrl,
    @Key(doc = "Those who come with a login token.") VisitsConfig visits,
    @Key(doc = "Services that tell of their users.") WebhooksConfig webhooks,
    @Key(doc = "How the keys are fetched that issuers publish.") JwksConfig jwks,
    @Key(
            doc =
                "Others whose tokens are accepted beside Gatehouse's own, for example your login"
                    + " service. Each entry of the list has the keys below.",
            reload = true)
        List<IssuerConfig> issuers)
    implements Checked {
  private static final int KEY_BYTES_MIN = 32;
  private static final Pattern NAME_OR_URL = Pattern.compile("[A-Za-z0-9:/._~-]+");

  public static final IdentityConfig DEFAULTS =
      new IdentityConfig(
          "gatehouse",
          Duration.ofDays(30),
          Optional.empty(),
          ByteSize.kibibytes(8),
          Duration.ofSeconds(5),
          100_000,
          120,
          50_000,
          Optional.empty(),
          VisitsConfig.DEFAULTS,
          WebhooksConfig.DEFAULTS,
          JwksConfig.DEFAULTS,
          List.of());

  public IdentityConfig {
    issuers = List.copyOf(issuers);
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (!NAME_OR_URL.matcher(issuer).matches()) {
      found.add(new Contradiction("issuer", issuer, "a plain name or a URL"));
    }
    if (masterKey.isPresent()
        && masterKey.get().reveal().getBytes(StandardCharsets.UTF_8).length < KEY_BYTES_MIN) {
      found.add(
          new Contradiction("masterKey", "too short", "at least " + KEY_BYTES_MIN + " bytes"));
    }
    Set<String> taken = new HashSet<>(Set.of(issuer));
    for (int i = 0; i < issuers.size(); i++) {
      String other = issuers.get(i).issuer();
      if (!taken.add(other)) {
        found.add(
            new Contradiction(
                "issuers[" + i + "].issuer", other, "a value that no other issuer has"));
      }
    }
    Optional<String> users = webhooks.supabase().issuer();
    if (users.isPresent()
        && issuers.stream().map(IssuerConfig::name).noneMatch(users.get()::equals)) {
      found.add(
          new Contradiction(
              "webhooks.supabase.issuer", users.get(), "the name of an entry of identity.issuers"));
    }
    return found;
  }
}
