package dev.gatehouse.sqld;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How a supervised sqld is run.
 *
 * @param binary the program
 * @param folder what it and its supervisor keep; nobody else writes there
 * @param adminKey what callers of its admin API have to know
 * @param tokenKeyPem the Ed25519 public key (or keys) of the tokens that it accepts, as PEM
 * @param activeNamespacesMax how many namespaces it holds open
 * @param connectionsMax how many connections to databases it holds open, all namespaces together
 * @param requestsMax how many requests may wait for one namespace
 * @param startupTimeout how long it may take to answer
 * @param shutdownTimeout how long it may take to end before it is killed
 * @param pace how long to wait between restarts
 * @param replication what the environment says of its copy in a bucket, empty where it has none
 */
public record SqldSettings(
    Path binary,
    Path folder,
    String adminKey,
    String tokenKeyPem,
    int activeNamespacesMax,
    int connectionsMax,
    int requestsMax,
    Duration startupTimeout,
    Duration shutdownTimeout,
    RestartPace pace,
    Map<String, String> replication) {
  private static final int FILES_PER_NAMESPACE = 6;
  private static final int FILES_PER_CONNECTION = 4;
  private static final int FILES_OF_ITS_OWN = 1024;

  public SqldSettings {
    replication = Map.copyOf(replication);
    if (adminKey.isBlank() || adminKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("an admin key is printable ASCII without blanks");
    }
    if (!tokenKeyPem.startsWith("-----BEGIN ")) {
      throw new IllegalArgumentException("the token key is PEM and starts with -----BEGIN");
    }
  }

  /** One without a copy in a bucket. */
  public SqldSettings(
      Path binary,
      Path folder,
      String adminKey,
      String tokenKeyPem,
      int activeNamespacesMax,
      int connectionsMax,
      int requestsMax,
      Duration startupTimeout,
      Duration shutdownTimeout,
      RestartPace pace) {
    this(
        binary,
        folder,
        adminKey,
        tokenKeyPem,
        activeNamespacesMax,
        connectionsMax,
        requestsMax,
        startupTimeout,
        shutdownTimeout,
        pace,
        Map.of());
  }

  /** The same with a copy in a bucket. */
  public SqldSettings replicating(Map<String, String> environment) {
    return new SqldSettings(
        binary,
        folder,
        adminKey,
        tokenKeyPem,
        activeNamespacesMax,
        connectionsMax,
        requestsMax,
        startupTimeout,
        shutdownTimeout,
        pace,
        environment);
  }

  /** Settings with the defaults of the configuration for everything that has one. */
  public static SqldSettings of(Path binary, Path folder, String adminKey, String tokenKeyPem) {
    return new SqldSettings(
        binary,
        folder,
        adminKey,
        tokenKeyPem,
        1000,
        1024,
        1024,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        RestartPace.DEFAULT);
  }

  /** How many files sqld may need to have open at once. */
  int openFilesMax() {
    return FILES_OF_ITS_OWN
        + FILES_PER_NAMESPACE * activeNamespacesMax
        + FILES_PER_CONNECTION * connectionsMax;
  }

  @Override
  public String toString() {
    return "SqldSettings[binary=" + binary + ", folder=" + folder + "]";
  }
}
