package dev.gatehouse.config;

import dev.gatehouse.config.value.Secret;
import java.net.URI;
import java.util.Optional;

/** The sqld that runs elsewhere. */
public record ExternalSqldConfig(
    @Key(
            doc =
                "Where sqld serves its user API, such as `http://sqld.internal:8080`. Must be given"
                    + " in mode `external`. Nobody but Gatehouse should be able to reach it.")
        Optional<URI> http,
    @Key(
            doc =
                "Where sqld serves its admin API, such as `http://sqld.internal:9090`. Must be"
                    + " given in mode `external`: databases are created and deleted there.")
        Optional<URI> admin,
    @Key(
            doc =
                "The key of sqld's admin API, the one that sqld was started with as"
                    + " `--admin-auth-key`. Gatehouse does not serve an sqld that has none.")
        Optional<Secret> adminKey) {
  public static final ExternalSqldConfig DEFAULTS =
      new ExternalSqldConfig(Optional.empty(), Optional.empty(), Optional.empty());
}
