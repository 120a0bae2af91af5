package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Gatehouse as it is shipped, in front of an sqld that runs already, with one namespace.
 *
 * @param url where clients go
 * @param child its process
 */
record GatehouseServer(URI url, Child child) {
  static final String NAMESPACE = "bench";

  private static final String CONFIGURATION =
      """
      data: ${data}
      listen:
        public: 127.0.0.1:${open}
        admin: 127.0.0.1:${admin}
        ops: 127.0.0.1:${ops}
      sqld:
        mode: external
        inspectEvery: 1d
        external:
          http: ${http}
          admin: ${sqldAdmin}
          adminKey: {file: ${sqldKey}}
      limits:
        perSecondMax: 1000000
        perMinuteMax: 60000000
        concurrentMax: 65536
        streamsMax: 65536
      identity:
        issuers:
          - name: bench-eddsa
            issuer: bench-eddsa
            publicKey: {file: ${eddsa}}
          - name: bench-rs256
            issuer: bench-rs256
            publicKey: {file: ${rs256}}
          - name: bench-hs256
            issuer: bench-hs256
            secret: {file: ${hs256}}
      """;

  /** What a Gatehouse stands on. */
  record Ground(WorkFolder work, Path home, Tokens tokens, RealSqld sqld) {}

  /**
   * Starts one.
   *
   * @param name what the table calls it
   * @param upstream where it sends requests
   * @param more lines for its configuration
   */
  static GatehouseServer start(Ground ground, String name, URI upstream, String more)
      throws IOException, InterruptedException {
    WorkFolder work = ground.work();
    String folder = name.replaceAll("[^A-Za-z0-9]+", "-");
    int open = WorkFolder.freePort();
    int admin = WorkFolder.freePort();
    int ops = WorkFolder.freePort();
    Path data = work.path(folder);
    work.copy(ground.tokens().sqldKeyFile(), folder + "/keys/upstream.pem");
    String configuration = configuration(ground, upstream, data, open, admin, ops) + more;
    Path file = work.write(folder + ".yaml", configuration);
    var command = new ArrayList<String>();
    command.add(ground.home().resolve("gatehouse").toString());
    command.addAll(List.of("serve", "--config", file.toString()));
    Child child = work.start(name, Map.of(), command);
    work.await(child, () -> Probe.status(loopback(ops).resolve("/readyz")) == 200);
    var server = new GatehouseServer(loopback(open), new Child("gatehouse", child.pid()));
    server.setUp(loopback(admin), Files.readString(data.resolve("keys/admin.key")).strip(), ground);
    return server;
  }

  private static String configuration(
      Ground ground, URI upstream, Path data, int open, int admin, int ops) throws IOException {
    var sqld = ground.sqld();
    var tokens = ground.tokens();
    var values = new HashMap<String, Object>();
    values.put("data", data);
    values.put("open", open);
    values.put("admin", admin);
    values.put("ops", ops);
    values.put("http", upstream);
    values.put("sqldAdmin", sqld.admin());
    values.put("sqldKey", ground.work().write("keys/sqld-admin.key", sqld.adminKey()));
    values.put("eddsa", tokens.eddsaPublicFile());
    values.put("rs256", tokens.rsaPublicFile());
    values.put("hs256", tokens.hmacSecretFile());
    return Template.fill(CONFIGURATION, values);
  }

  private void setUp(URI admin, String key, Ground ground)
      throws IOException, InterruptedException {
    Probe.post(
        admin.resolve("/v1/namespaces"),
        Map.of("authorization", "Bearer " + key, "content-type", "application/json"),
        "{\"name\":\"" + NAMESPACE + "\"}");
    String statements =
        Workload.SCHEMA.stream()
            .map(sql -> "{\"type\":\"execute\",\"stmt\":{\"sql\":\"" + sql + "\"}},")
            .reduce("", String::concat);
    // Of protocol 3: the fixed upstream answers the other one itself.
    Probe.post(
        url.resolve("/v3/pipeline"),
        headers(ground.tokens().eddsa(NAMESPACE)),
        "{\"requests\":[" + statements + "{\"type\":\"close\"}]}");
  }

  private static Map<String, String> headers(String token) {
    return Map.of("authorization", "Bearer " + token, "content-type", "application/json");
  }

  /** It, asked with this token. */
  Target target(String name, String token, List<Child> behind) {
    var processes = new ArrayList<Child>();
    processes.add(child);
    processes.addAll(behind);
    return new Target(name, url.resolve(Workload.PATH), headers(token), processes);
  }

  private static URI loopback(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
