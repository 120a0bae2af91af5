package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.app.handover.Estate;
import dev.gatehouse.config.ExternalSqldConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.sqld.FileFunctions;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.RunningSqld;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldInspection;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sqld behind Gatehouse. */
final class Upstream implements AutoCloseable {
  private static final int HTTP_PORT = 80;

  private final Closing closing;
  private final URI http;
  private final SqldAdmin admin;
  private final SqldSessions sessions;
  private final SqldInspection inspection;
  private final Optional<ManagedSqld> managed;

  private Upstream(
      Closing closing,
      URI http,
      SqldAdmin admin,
      SqldSessions sessions,
      SqldInspection inspection,
      Optional<ManagedSqld> managed) {
    this.closing = closing;
    this.http = http;
    this.admin = admin;
    this.sessions = sessions;
    this.inspection = inspection;
    this.managed = managed;
  }

  /** Starts an sqld, or finds the one that runs elsewhere or that another process leaves. */
  static Upstream start(
      GatehouseConfig config,
      DataFolder folder,
      SigningKey key,
      Installation installation,
      Consumer<String> steps,
      Optional<Estate> estate)
      throws StartException, InterruptedException {
    var closing = new Closing();
    try {
      return config.sqld().mode() == SqldMode.MANAGED
          ? managed(
              closing.later(sqld(config.sqld(), folder, key, installation, steps, estate)),
              key,
              closing)
          : external(config.sqld().external(), folder, key, steps, closing);
    } catch (IOException e) {
      closing.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (StartException | InterruptedException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static ManagedSqld sqld(
      SqldConfig config,
      DataFolder folder,
      SigningKey key,
      Installation installation,
      Consumer<String> steps,
      Optional<Estate> estate)
      throws StartException, InterruptedException, IOException {
    Path tools = installation.sqldTools();
    Map<String, String> replication = Bottomless.environment(config.bottomless());
    if (estate.isEmpty()) {
      return ManagedSqld.start(
          config.managed(), tools, folder.sqld(), key.publicPem(), steps, replication);
    }
    RunningSqld running =
        estate
            .get()
            .sqld()
            .orElseThrow(
                () ->
                    new StartException(
                        "the running Gatehouse manages no sqld, or it is down just now"));
    return ManagedSqld.share(
        config.managed(),
        tools,
        folder.sqld(),
        key.publicPem(),
        estate.get(),
        running,
        replication);
  }

  private static Upstream managed(ManagedSqld sqld, SigningKey key, Closing closing) {
    var process = sqld.process();
    var admin = closing.later(new SqldAdmin(process.admin(), sqld.adminKey()));
    var inspection =
        closing.later(new SqldInspection(process.http(), process.admin(), sqld.adminKey(), key));
    var sessions = closing.later(sessions(process.http(), key));
    return new Upstream(closing, process.http(), admin, sessions, inspection, Optional.of(sqld));
  }

  private static Upstream external(
      ExternalSqldConfig config,
      DataFolder folder,
      SigningKey key,
      Consumer<String> steps,
      Closing closing)
      throws StartException, IOException {
    steps.accept("Checking sqld");
    Files.writeString(folder.upstreamPublicKey(), key.publicPem());
    URI http = config.http().orElseThrow();
    URI adminUrl = config.admin().orElseThrow();
    String adminKey = config.adminKey().map(Secret::reveal).orElse("");
    var admin = closing.later(new SqldAdmin(adminUrl, adminKey));
    var inspection = closing.later(new SqldInspection(http, adminUrl, adminKey, key));
    var sessions = closing.later(sessions(http, key));
    return new Upstream(closing, http, admin, sessions, inspection, Optional.empty());
  }

  private static SqldSessions sessions(URI http, SigningKey key) {
    return new SqldSessions(http, key, InstantSource.system());
  }

  private static boolean answers(SqldAdmin admin) {
    try {
      admin.ping();
      return true;
    } catch (SqldException e) {
      return false;
    }
  }

  /** Looks whether it keeps tenants apart. */
  List<Finding> inspect() {
    return inspection.inspect(FileFunctions.GUARDED);
  }

  /** Whether this namespace is there only to look at, for a moment. */
  boolean isCanary(NamespaceId id) {
    return inspection.isCanary(id);
  }

  /** What creates and deletes namespaces there. */
  NodeAdmin admin() {
    return new SqldNodeAdmin(admin);
  }

  /** Its admin API. */
  SqldAdmin adminApi() {
    return admin;
  }

  /** What opens sessions there. */
  SqldSessions sessions() {
    return sessions;
  }

  /** Where its user API listens. */
  InetSocketAddress address() throws StartException {
    int port = http.getPort() < 0 ? HTTP_PORT : http.getPort();
    try {
      return new InetSocketAddress(InetAddress.getAllByName(http.getHost())[0], port);
    } catch (UnknownHostException e) {
      throw new StartException("sqld.external.http names an unknown host: " + http.getHost(), e);
    }
  }

  /** How often it ended by itself and was started again, where that can be known. */
  long restarts() {
    return managed.map(sqld -> sqld.process().restarts()).orElse(0L);
  }

  boolean isUp() {
    return managed.map(sqld -> sqld.process().isReady()).orElseGet(() -> answers(admin));
  }

  /** What another process needs to go on with it. */
  Estate estate() {
    return new Estate(
        managed.flatMap(sqld -> sqld.process().running()),
        managed.map(ManagedSqld::adminKey).orElse(""));
  }

  /** Leaves a managed sqld to the process that takes this one's place. */
  Optional<RunningSqld> letGo() {
    managed.ifPresent(sqld -> sqld.process().letGo());
    return estate().sqld();
  }

  /** Keeps a managed sqld running that another process has let go of. */
  void takeCharge(Optional<RunningSqld> left) {
    managed.ifPresent(sqld -> sqld.process().takeCharge(left));
  }

  @Override
  public void close() {
    closing.close();
  }
}
