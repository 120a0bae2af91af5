package dev.gatehouse.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    @Key(
            doc =
                "How much one tenant may use at once when neither its record nor its plan says"
                    + " otherwise.")
        LimitsConfig limits,
    @Key(
            doc =
                "How much one tenant may use in a month when neither its record nor its plan says"
                    + " otherwise.")
        QuotasConfig quotas,
    @Key(
            doc =
                "The plans that namespaces can be on. What a plan leaves out is as `limits` and"
                    + " `quotas` say; what is set for one namespace goes before its plan. Once"
                    + " there is an entry, the admin API takes no other plan than these; a"
                    + " namespace on a plan that was removed from here is held to `limits` and"
                    + " `quotas`, and the log and the findings say so. Without any entry, the plan"
                    + " of a namespace is a mere label. Each entry of the list has the keys below.",
            reload = true)
        List<PlanConfig> plans,
    @Key(doc = "How large a request may be.") SizesConfig sizes,
    @Key(doc = "How long each part of an exchange may take.") TimeoutsConfig timeouts,
    @Key(doc = "How much one HTTP/2 connection of a client may hold.") Http2Config http2,
    @Key(doc = "What WebSocket sessions may use.") SessionsConfig sessions,
    @Key(doc = "The connections from Gatehouse to sqld.") UpstreamConfig upstream,
    @Key(doc = "What the data plane remembers of the registry.") DirectoryConfig directory,
    @Key(doc = "The schemas that namespaces share.") SchemasConfig schemas,
    @Key(doc = "Backups of the registry and of all databases.") BackupConfig backup,
    @Key(doc = "The log.") LogConfig log,
    @Key(doc = "Distributed traces.") TraceConfig trace)
    implements Checked {
  public static final GatehouseConfig DEFAULTS =
      new GatehouseConfig(
          Path.of("./data"),
          ListenConfig.DEFAULTS,
          SqldConfig.DEFAULTS,
          IdentityConfig.DEFAULTS,
          AdminConfig.DEFAULTS,
          LimitsConfig.DEFAULTS,
          QuotasConfig.DEFAULTS,
          List.of(),
          SizesConfig.DEFAULTS,
          TimeoutsConfig.DEFAULTS,
          Http2Config.DEFAULTS,
          SessionsConfig.DEFAULTS,
          UpstreamConfig.DEFAULTS,
          DirectoryConfig.DEFAULTS,
          SchemasConfig.DEFAULTS,
          BackupConfig.DEFAULTS,
          LogConfig.DEFAULTS,
          TraceConfig.DEFAULTS);

  public GatehouseConfig {
    plans = List.copyOf(plans);
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < plans.size(); i++) {
      PlanConfig plan = plans.get(i);
      String at = "plans[" + i + "].";
      if (!taken.add(plan.name())) {
        found.add(new Contradiction(at + "name", plan.name(), "a name that no other plan has"));
      }
      int perSecond = plan.limits().perSecondMax().orElse(limits.perSecondMax());
      int perMinute = plan.limits().perMinuteMax().orElse(limits.perMinuteMax());
      boolean isSaid =
          plan.limits().perSecondMax().isPresent() || plan.limits().perMinuteMax().isPresent();
      if (isSaid && perMinute < perSecond) {
        found.add(
            new Contradiction(
                at + "limits.perMinuteMax",
                perMinute,
                "not less than the plan's perSecondMax, " + perSecond));
      }
    }
    return found;
  }
}
