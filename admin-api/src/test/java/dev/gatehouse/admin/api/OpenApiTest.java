package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.ContentStand;
import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.admin.provision.FakeSeeds;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.MintStand;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The document of the API says what the API is. */
final class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private static Map<?, ?> document() {
    var text =
        new GetOpenApi()
            .handle(
                new Call(
                    Map.of(), Map.of(), new DefaultHttpHeaders(), Caller.stranger("127.0.0.1")))
            .body();
    return map(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  private static Map<?, ?> map(Object node) {
    return (Map<?, ?>) node;
  }

  private static Object child(Map<?, ?> node, String key) {
    return Objects.requireNonNull(node.get(key), key);
  }

  private static String line(String method, String path, Object permission, boolean open) {
    return "%s %s needs %s%s"
        .formatted(method, path, permission, open ? ", strangers may call" : "");
  }

  @Test
  void listsExactlyTheEndpointsAndWhatTheyNeed(@TempDir Path folder) {
    var documented = new TreeSet<String>();
    map(child(document(), "paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            boolean open = List.of().equals(map(operation).get("security"));
                            documented.add(
                                line(
                                    method.toString().toUpperCase(Locale.ROOT),
                                    path.toString(),
                                    child(map(operation), "x-permission"),
                                    open));
                          }
                        }));
    var served = new TreeSet<String>();
    for (Endpoint endpoint : endpoints(folder)) {
      boolean open = endpoint.permission() == Permission.NONE;
      served.add(line(endpoint.method(), endpoint.path(), endpoint.permission().text(), open));
    }
    assertEquals(served, documented);
  }

  private static List<Endpoint> endpoints(Path folder) {
    try (var file = SqliteRegistry.open(folder.resolve("registry.db"))) {
      var registry = new TenantRegistry(file.tenants(), InstantSource.system());
      var provisioner =
          new NamespaceProvisioner(
              registry,
              new FakeNode(),
              new NodeId("local"),
              FakeSeeds.none(registry, new FakeNode()));
      var records = Records.of(file, InstantSource.system());
      return Endpoints.all(
          new ControlPlane(
              registry,
              () -> Plans.standard(new Limits(1, 1, 1)),
              new TenantChanges(registry, Duration.ofDays(1)),
              provisioner,
              MintStand.tokens(file, InstantSource.system()),
              file.webhooks(),
              records,
              new Overview(
                  List::of,
                  List::of,
                  new Reconciler(registry, provisioner, NodeInventory.unknown(), records.audit())),
              ContentStand.none(folder, file)));
    }
  }

  @Test
  void givesTheFormOfNamesAsTheCodeDoes() {
    Map<?, ?> schemas = map(child(map(child(document(), "components")), "schemas"));
    Object pattern = child(map(child(schemas, "NamespaceName")), "pattern");
    assertEquals("^" + Namespace.form() + "$", pattern);
  }
}
