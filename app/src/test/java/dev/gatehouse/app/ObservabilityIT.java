package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code gatehouse serve} shows, against the catalogue, the dashboard and the alerts. */
class ObservabilityIT {
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:gatehouse|jvm|process|system|netty)_[a-z0-9_]+\\b");
  private static final Pattern PART = Pattern.compile("_(?:bucket|count|sum)$");

  /** Only there with a certificate or an authority, a collector of traces, a folder for backups. */
  private static final Set<MetricCatalog> AT_TIMES =
      Set.of(
          MetricCatalog.CERTIFICATE,
          MetricCatalog.CERTIFICATE_ORDERS,
          MetricCatalog.SPANS,
          MetricCatalog.BACKUPS,
          MetricCatalog.BACKUP_AGE,
          MetricCatalog.BACKUP_LAST,
          MetricCatalog.BACKUP_RUNNING);

  private static final String AFTER_A_COLLECTION = "jvm_gc_pause_seconds";

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;

  private String get(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void everyMetricThatAnybodyNamesIsThere() throws Exception {
    try (var serve = serve();
        var calls = new JsonCalls()) {
      JsonNode ready = JsonCalls.JSON.readTree(serve.lineWith("\"ready\""));
      String url = local(ready.path("public").asString());
      String ops = local(ready.path("ops").asString());
      String admin = local(ready.path("admin").asString()) + "/v1/namespaces";
      String key = Files.readString(folder.resolve("data/keys/admin.key")).strip();
      assertEquals(201, calls.post(admin, key, Map.of("name", "acme")).status());
      var minted = calls.post(admin + "/acme/tokens", key, Map.of("access", "rw"));
      String token = minted.body().path("token").asString();
      assertEquals(200, calls.query(url, token, "create table t (hush)").status());
      assertEquals(200, calls.query(url, token, "insert into t values ('hush73519')").status());
      assertEquals(401, calls.query(url, "none", "select 1").status());

      String metrics = get(ops + "/metrics");
      Set<String> shown = families(metrics);
      assertEquals(catalogue(), ours(shown), "in the catalogue, and shown");
      assertTrue(shown.contains("jvm_memory_used_bytes"), shown::toString);
      assertFalse(metrics.contains("acme"), "a tenant is no label");
      for (String file : List.of("dashboard.json", "alerts.yaml")) {
        assertEquals(Set.of(), missing(file, shown), file);
      }
      // Readiness asks on the same way, now and then.
      Pattern count =
          Pattern.compile(
              "gatehouse_requests_seconds_count\\{route=\"/v2/pipeline\",status=\"2xx\"} [2-9]");
      assertTrue(count.matcher(metrics).find(), metrics);

      JsonNode top = JsonCalls.JSON.readTree(get(ops + "/top?format=json"));
      assertEquals(
          List.of(2),
          top.path("requests")
              .valueStream()
              .filter(one -> one.path("namespace").asString().equals("acme"))
              .map(one -> one.path("count").asInt())
              .toList(),
          top::toString);
      assertEquals(1, top.at("/rows/0/count").asInt());
      assertTrue(get(ops + "/top").contains("acme"));

      JsonNode refused = JsonCalls.JSON.readTree(serve.lineWith("TOKEN_INVALID"));
      assertEquals("access", refused.path("logger").asString());
      assertEquals("/v2/pipeline", refused.path("route").asString());
      assertEquals(32, refused.path("trace").asString().length());
      assertTrue(refused.path("micros").isNumber());
    }
  }

  private static String local(String address) {
    return "http://127.0.0.1:" + address.substring(address.lastIndexOf(':') + 1);
  }

  private static Set<String> families(String metrics) {
    return FAMILY
        .matcher(metrics)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ours(Set<String> shown) {
    return shown.stream()
        .filter(name -> name.startsWith("gatehouse_") && !name.endsWith("_max"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> catalogue() {
    return Arrays.stream(MetricCatalog.values())
        .filter(metric -> !AT_TIMES.contains(metric))
        .map(MetricCatalog::prometheusName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a file names that is not shown. */
  private static Set<String> missing(String file, Set<String> shown) {
    Set<String> known = new TreeSet<>(shown);
    AT_TIMES.forEach(metric -> known.add(metric.prometheusName()));
    known.add(AFTER_A_COLLECTION);
    return NAMED
        .matcher(SourceTree.read("deploy/observability/" + file))
        .results()
        .map(MatchResult::group)
        .filter(name -> !known.contains(name))
        .filter(name -> !known.contains(PART.matcher(name).replaceFirst("")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private GatehouseProcess serve() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("gatehouse.yaml"),
            """
            data: '%s'
            listen: {public: '127.0.0.1:0', admin: '127.0.0.1:0', ops: '127.0.0.1:0'}
            log: {format: json}
            """
                .formatted(folder.resolve("data")));
    return GatehouseProcess.run("serve", "--config", file.toString());
  }
}
