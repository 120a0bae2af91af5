package dev.gatehouse.app;

import dev.gatehouse.app.handover.Estate;
import dev.gatehouse.config.ManagedSqldConfig;
import dev.gatehouse.sqld.HardenedSqld;
import dev.gatehouse.sqld.RestartPace;
import dev.gatehouse.sqld.RunningSqld;
import dev.gatehouse.sqld.SqldLocator;
import dev.gatehouse.sqld.SqldSettings;
import dev.gatehouse.sqld.SqldSupervisor;
import dev.gatehouse.sqld.SqldUnavailableException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An sqld that this process starts and ends.
 *
 * @param process keeps it running
 * @param adminKey what its admin API asks for, new with every start
 */
public record ManagedSqld(SqldSupervisor process, String adminKey) implements AutoCloseable {
  private static final int KEY_BYTES = 32;

  /**
   * Finds or fetches sqld, hardens it and starts it.
   *
   * @param folder what it keeps
   * @param tokenKeyPem the public key of the tokens that it accepts
   */
  public static ManagedSqld start(
      ManagedSqldConfig config, Path tools, Path folder, String tokenKeyPem, Consumer<String> steps)
      throws SqldUnavailableException, InterruptedException {
    return start(config, tools, folder, tokenKeyPem, steps, Map.of());
  }

  /**
   * The same for one that copies its changes into a bucket.
   *
   * @param replication what its environment says of that
   */
  static ManagedSqld start(
      ManagedSqldConfig config,
      Path tools,
      Path folder,
      String tokenKeyPem,
      Consumer<String> steps,
      Map<String, String> replication)
      throws SqldUnavailableException, InterruptedException {
    Path binary = binary(config, tools, steps);
    steps.accept("Starting sqld");
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    String adminKey = HexFormat.of().formatHex(random);
    SqldSettings settings = settings(config, binary, folder, adminKey, tokenKeyPem, replication);
    var process = new SqldSupervisor(settings, state -> {});
    process.start();
    return new ManagedSqld(process, adminKey);
  }

  /** Uses the sqld that another process started, until that one lets go of it. */
  static ManagedSqld share(
      ManagedSqldConfig config,
      Path tools,
      Path folder,
      String tokenKeyPem,
      Estate estate,
      RunningSqld running,
      Map<String, String> replication)
      throws SqldUnavailableException {
    Path binary = binary(config, tools, _ -> {});
    SqldSettings settings =
        settings(config, binary, folder, estate.sqldAdminKey(), tokenKeyPem, replication);
    var process = new SqldSupervisor(settings, state -> {});
    process.share(running);
    return new ManagedSqld(process, estate.sqldAdminKey());
  }

  private static Path binary(ManagedSqldConfig config, Path tools, Consumer<String> steps)
      throws SqldUnavailableException {
    return config.binary().isPresent()
        ? SqldLocator.chosen(config.binary().get(), "sqld.managed.binary")
        : new SqldLocator(tools, steps).locate();
  }

  private static SqldSettings settings(
      ManagedSqldConfig config,
      Path binary,
      Path folder,
      String adminKey,
      String tokenKeyPem,
      Map<String, String> replication)
      throws SqldUnavailableException {
    return new SqldSettings(
        HardenedSqld.of(binary, folder.resolve("bin")),
        folder,
        adminKey,
        tokenKeyPem,
        config.activeNamespacesMax(),
        config.connectionsMax(),
        config.requestsMax(),
        config.startupTimeout(),
        config.shutdownTimeout(),
        RestartPace.DEFAULT,
        replication);
  }

  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return "ManagedSqld[" + process.state() + "]";
  }
}
