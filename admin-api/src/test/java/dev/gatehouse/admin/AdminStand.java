package dev.gatehouse.admin;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.Contents;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.api.NodeHealth;
import dev.gatehouse.admin.api.Overview;
import dev.gatehouse.admin.api.Records;
import dev.gatehouse.admin.job.SchemaJobs;
import dev.gatehouse.admin.provision.FakeSeeds;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.MintStand;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.admin.usage.MeteringStand;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.testkit.RunningSqld;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;

/** An admin API over a folder and a node, with a client that has its key. */
record AdminStand(
    Registry file,
    TenantRegistry registry,
    AdminApi api,
    InetSocketAddress address,
    HttpClient client,
    SchemaJobs jobs,
    AtomicReference<Plans> plans)
    implements AutoCloseable {
  static final AdminKey KEY = AdminKey.configured("the-key-of-the-tests");
  static final Duration TRASH = Duration.ofDays(7);
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  static AdminStand start(Path folder, NodeAdmin node) throws AdminListenException {
    return start(folder, node, "127.0.0.1", 0, KEY);
  }

  static AdminStand start(Path folder, NodeAdmin node, String host, int port, AdminKey key)
      throws AdminListenException {
    return start(folder, node, host, port, key, InstantSource.fixed(NOW));
  }

  static AdminStand start(Path folder, NodeAdmin node, InstantSource clock)
      throws AdminListenException {
    return start(folder, node, "127.0.0.1", 0, KEY, clock);
  }

  /** Makes what depends on all the rest. */
  private interface ContentMaker {
    Contents make(Registry file, TenantRegistry registry, NamespaceProvisioner provisioner);
  }

  /** An admin API over a real sqld. */
  static AdminStand start(Path folder, RunningSqld sqld) throws AdminListenException {
    var node = new RealNode(sqld.adminApi());
    var sessions = new SqldSessions(sqld.http(), sqld.tokenKey(), InstantSource.system());
    return start(
        folder,
        node,
        registry -> RealNode.seeds(registry, node, sqld.adminApi(), sessions, folder),
        (file, registry, provisioner) ->
            ContentStand.over(sqld.adminApi(), sessions, folder, file, registry, provisioner));
  }

  private static AdminStand start(
      Path folder, NodeAdmin node, String host, int port, AdminKey key, InstantSource clock)
      throws AdminListenException {
    return start(
        folder,
        node,
        registry -> FakeSeeds.none(registry, node, ContentStand.schemas(folder, "app")),
        (file, registry, provisioner) -> ContentStand.none(folder, file),
        control -> new AdminApi(host, port, key, control),
        clock);
  }

  private static AdminStand start(
      Path folder,
      NodeAdmin node,
      Function<TenantRegistry, SeedLoader> seeds,
      ContentMaker contents)
      throws AdminListenException {
    return start(
        folder,
        node,
        seeds,
        contents,
        control -> new AdminApi("127.0.0.1", 0, KEY, control),
        InstantSource.system());
  }

  private static AdminStand start(
      Path folder,
      NodeAdmin node,
      Function<TenantRegistry, SeedLoader> seeds,
      ContentMaker contents,
      Function<ControlPlane, AdminApi> listening,
      InstantSource clock)
      throws AdminListenException {
    Registry file = SqliteRegistry.open(folder.resolve("registry.db"));
    try {
      var registry = new TenantRegistry(file.tenants(), clock);
      var provisioner =
          new NamespaceProvisioner(registry, node, new NodeId("local"), seeds.apply(registry));
      Tokens tokens = MintStand.tokens(file, clock);
      registry.beforeRelease(tokens.ledger()::release);
      var records = Records.of(file, clock);
      var reconciler =
          new Reconciler(registry, provisioner, NodeInventory.unknown(), records.audit());
      var plans = new AtomicReference<>(Plans.standard(new Limits(1, 1, 1)));
      var control =
          new ControlPlane(
              registry,
              plans::get,
              new TenantChanges(registry, TRASH),
              provisioner,
              tokens,
              file.webhooks(),
              records,
              new Overview(
                  () -> List.of(new NodeHealth("local", true)),
                  () -> List.of(new Finding("data", Finding.Severity.OK, "It is well.", "")),
                  reconciler),
              MeteringStand.over(file, registry, plans::get, clock),
              contents.make(file, registry, provisioner));
      var api = listening.apply(control);
      InetSocketAddress address = api.start();
      return new AdminStand(
          file, registry, api, address, newClient(), control.contents().schemas().jobs(), plans);
    } catch (AdminListenException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(address.getPort(), path)))
        .timeout(Duration.ofSeconds(20))
        .header("authorization", "Bearer " + KEY.reveal());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<String> patch(String path, String json) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("content-type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send(posting(path, json));
  }

  CompletableFuture<HttpResponse<String>> postAsync(String path, String json) {
    return client.sendAsync(posting(path, json).build(), BodyHandlers.ofString());
  }

  HttpRequest.Builder posting(String path, String json) {
    return request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  @Override
  public void close() {
    client.close();
    api.close();
    jobs.close();
    file.close();
  }

  /** What a folder holds in the end: the last byte of a dump is out before its file is gone. */
  static List<Path> leftIn(Path folder) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<Path> left = filesIn(folder);
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      left = filesIn(folder);
    }
    return left;
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
