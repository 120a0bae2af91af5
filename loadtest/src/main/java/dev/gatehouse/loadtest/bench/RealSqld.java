package dev.gatehouse.loadtest.bench;

import dev.gatehouse.sqld.HardenedSqld;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldLocator;
import dev.gatehouse.sqld.SqldPipeline;
import dev.gatehouse.sqld.SqldSettings;
import dev.gatehouse.sqld.SqldSupervisor;
import dev.gatehouse.sqld.SqldUnavailableException;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An sqld that asks for tokens, hardened and with the flags that Gatehouse gives its own. */
final class RealSqld implements AutoCloseable {
  private final SqldSupervisor supervisor;
  private final String adminKey;
  private final Tokens tokens;
  private final Child child;

  private RealSqld(SqldSupervisor supervisor, String adminKey, Tokens tokens, Child child) {
    this.supervisor = supervisor;
    this.adminKey = adminKey;
    this.tokens = tokens;
    this.child = child;
  }

  static RealSqld start(WorkFolder work, Path home, Tokens tokens)
      throws IOException, InterruptedException {
    Path folder = work.path("sqld");
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String adminKey = HexFormat.of().formatHex(random);
    try {
      Path binary = new SqldLocator(home.resolve("tools/sqld"), System.err::println).locate();
      var supervisor =
          new SqldSupervisor(
              SqldSettings.of(
                  HardenedSqld.of(binary, folder.resolve("bin")),
                  folder,
                  adminKey,
                  tokens.sqldKey().publicPem()),
              _ -> {});
      supervisor.start();
      return new RealSqld(supervisor, adminKey, tokens, new Child("sqld", pid(folder)));
    } catch (SqldUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The server itself, not the shell that guards it. */
  private static long pid(Path folder) throws IOException {
    String database = folder.resolve("db").toString();
    List<Long> servers =
        ProcessHandle.current()
            .descendants()
            .filter(process -> arguments(process).contains(database))
            .filter(process -> !arguments(process).contains("sqld-guard"))
            .map(ProcessHandle::pid)
            .toList();
    if (servers.size() != 1) {
      throw new IOException("expected one sqld, found the processes " + servers);
    }
    return servers.getFirst();
  }

  private static List<String> arguments(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]));
  }

  Child child() {
    return child;
  }

  URI http() {
    return supervisor.http();
  }

  URI admin() {
    return supervisor.admin();
  }

  String adminKey() {
    return adminKey;
  }

  /** A database of its own, as a client reaches it that talks to sqld itself. */
  Target direct() throws IOException {
    NamespaceId id = NamespaceId.random();
    String token = tokens.forSqld(id);
    try (var administration = new SqldAdmin(admin(), adminKey);
        var pipeline = new SqldPipeline(http())) {
      administration.create(id);
      pipeline.run(id, token, Workload.SCHEMA);
    } catch (SqldException e) {
      throw new IOException("sqld: " + e.getMessage(), e);
    }
    return new Target(
        "sqld directly",
        http().resolve(Workload.PATH),
        Map.of(
            "authorization",
            "Bearer " + token,
            "x-namespace-bin",
            selector(id),
            "content-type",
            "application/json"),
        List.of(child));
  }

  private static String selector(NamespaceId id) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(id.value().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    supervisor.close();
  }
}
