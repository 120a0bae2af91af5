package dev.gatehouse.config;

import java.time.Duration;
import java.util.Optional;

/** Those who come with a login token. */
public record VisitsConfig(
    @Key(
            doc =
                "How long a token is good for that `POST /auth/token` gives for a login token."
                    + " Never longer than `identity.tokenLifetime`.",
            bounds = "1m..366d")
        Duration tokenLifetime,
    @Key(
            doc =
                "How often one address may call the identity endpoints (`/auth/token`,"
                    + " `/webhooks/supabase`, `/.well-known/jwks.json`) in a minute. Raise it where"
                    + " a server of yours calls for its users.",
            bounds = "1..1000000")
        int callsPerMinuteMax,
    @Key(
            doc =
                "How many namespaces first visits from one address may make in a minute, where an"
                    + " issuer has `provision`.",
            bounds = "1..1000000")
        int firstPerAddressMax,
    @Key(
            doc = "How many namespaces first visits with one issuer's tokens may make in a minute.",
            bounds = "1..1000000")
        int firstPerIssuerMax,
    @Key(
            doc =
                "The schema set of `schemas.folder` that namespaces get which first visits and"
                    + " webhooks make.")
        Optional<String> schemaSet) {
  public static final VisitsConfig DEFAULTS =
      new VisitsConfig(Duration.ofDays(1), 600, 60, 600, Optional.empty());
}
