package dev.gatehouse.config;

import java.nio.file.Path;

/** Everything that an operator can decide. */
public record GatehouseConfig(
    @Key(
            doc =
                "The folder that holds what Gatehouse must not lose: the registry, its keys and, in"
                    + " managed mode, the databases. Put it on a disk that is backed up. A relative"
                    + " path starts at the working directory.")
        Path data,
    @Key(doc = "Where Gatehouse listens.") ListenConfig listen,
    @Key(doc = "The sqld behind Gatehouse.") SqldConfig sqld,
    @Key(doc = "Whose tokens are accepted, and how Gatehouse's own are made.")
        IdentityConfig identity,
    @Key(doc = "The admin API.") AdminConfig admin,
    @Key(doc = "How much one tenant may use when its record does not say otherwise.")
        LimitsConfig limits,
    @Key(doc = "How large a request may be.") SizesConfig sizes,
    @Key(doc = "How long each part of an exchange may take.") TimeoutsConfig timeouts,
    @Key(doc = "How much one HTTP/2 connection of a client may hold.") Http2Config http2,
    @Key(doc = "What WebSocket sessions may use.") SessionsConfig sessions,
    @Key(doc = "The connections from Gatehouse to sqld.") UpstreamConfig upstream,
    @Key(doc = "What the data plane remembers of the registry.") DirectoryConfig directory,
    @Key(doc = "The schemas that namespaces share.") SchemasConfig schemas,
    @Key(doc = "The log.") LogConfig log) {
  public static final GatehouseConfig DEFAULTS =
      new GatehouseConfig(
          Path.of("./data"),
          ListenConfig.DEFAULTS,
          SqldConfig.DEFAULTS,
          IdentityConfig.DEFAULTS,
          AdminConfig.DEFAULTS,
          LimitsConfig.DEFAULTS,
          SizesConfig.DEFAULTS,
          TimeoutsConfig.DEFAULTS,
          Http2Config.DEFAULTS,
          SessionsConfig.DEFAULTS,
          UpstreamConfig.DEFAULTS,
          DirectoryConfig.DEFAULTS,
          SchemasConfig.DEFAULTS,
          LogConfig.DEFAULTS);
}
