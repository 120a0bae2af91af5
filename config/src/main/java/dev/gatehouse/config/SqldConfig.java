package dev.gatehouse.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sqld behind Gatehouse. */
public record SqldConfig(
    @Key(
            doc =
                "`managed`: Gatehouse starts an sqld of its own beside it, watches it and stops it,"
                    + " the right choice for one machine. `external`: sqld runs elsewhere and"
                    + " `sqld.external` says where.")
        SqldMode mode,
    @Key(
            doc =
                "How often Gatehouse looks, with two namespaces of its own, whether sqld still"
                    + " keeps tenants apart. Where it sees that it does not, nobody is served until"
                    + " it does again; where it cannot look, nobody is served after three such"
                    + " times.",
            bounds = "1s..1d")
        Duration inspectEvery,
    @Key(doc = "The sqld that Gatehouse starts itself. Read in mode `managed` only.")
        ManagedSqldConfig managed,
    @Key(doc = "The sqld that runs elsewhere. Given in mode `external` only.")
        ExternalSqldConfig external,
    @Key(
            doc =
                "sqld's own copy of every change in an S3 bucket. Read in mode `managed` only; an"
                    + " sqld that runs elsewhere is told by its own flags. See docs/backup.md.")
        BottomlessConfig bottomless)
    implements Checked {
  public static final SqldConfig DEFAULTS =
      new SqldConfig(
          SqldMode.MANAGED,
          Duration.ofMinutes(1),
          ManagedSqldConfig.DEFAULTS,
          ExternalSqldConfig.DEFAULTS,
          BottomlessConfig.DEFAULTS);

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    check("external.http", external.http(), found);
    check("external.admin", external.admin(), found);
    return found;
  }

  private void check(String key, Optional<URI> address, List<Contradiction> found) {
    if (mode == SqldMode.EXTERNAL && address.isEmpty()) {
      found.add(new Contradiction(key, "missing", "a URL, as sqld.mode is external"));
    }
    if (mode == SqldMode.MANAGED && address.isPresent()) {
      found.add(new Contradiction(key, address.get(), "nothing, as sqld.mode is managed"));
    }
  }
}
