package dev.gatehouse.testkit;

import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldListener;
import dev.gatehouse.sqld.SqldLocator;
import dev.gatehouse.sqld.SqldSettings;
import dev.gatehouse.sqld.SqldSupervisor;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/** A real sqld of a test's own, gone when the test is. */
public final class RunningSqld implements AutoCloseable {
  private final Path folder;
  private final String adminKey = UUID.randomUUID().toString();
  private final SigningKey tokenKey = SigningKey.generate();
  private final SqldSupervisor supervisor;
  private final SqldAdmin admin;

  private RunningSqld(Path folder) throws Exception {
    this.folder = folder;
    Path binary = new SqldLocator(Repository.root().resolve("tools/sqld"), _ -> {}).locate();
    this.supervisor =
        new SqldSupervisor(
            SqldSettings.of(binary, folder, adminKey, tokenKey.publicPem()), listener());
    supervisor.start();
    this.admin = new SqldAdmin(supervisor.admin(), adminKey);
  }

  private static SqldListener listener() {
    return _ -> {};
  }

  static RunningSqld start() {
    try {
      return new RunningSqld(Files.createTempDirectory("gatehouse-sqld"));
    } catch (Exception e) {
      throw new IllegalStateException("no sqld: " + e.getMessage(), e);
    }
  }

  /** Where its user API listens. */
  public URI http() {
    return supervisor.http();
  }

  /** Where its admin API listens. */
  public URI adminUrl() {
    return supervisor.admin();
  }

  public String adminKey() {
    return adminKey;
  }

  /** The key of the tokens that it accepts. */
  public SigningKey tokenKey() {
    return tokenKey;
  }

  /** Makes a namespace. */
  public void create(NamespaceId id) {
    try {
      admin.create(id);
    } catch (Exception e) {
      throw new IllegalStateException("sqld made no namespace", e);
    }
  }

  public SqldSupervisor supervisor() {
    return supervisor;
  }

  @Override
  public void close() {
    admin.close();
    supervisor.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(RunningSqld::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
