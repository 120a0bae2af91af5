package dev.gatehouse.loadtest.scenario;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes one row after the other, none of them twice, and remembers what it was told. */
final class Writer implements Runnable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Set<String> NOT_DONE =
      Set.of("UPSTREAM_DOWN", "UPSTREAM_FORGOT", "BREAKER_OPEN", "BUSY", "NOT_SERVING");
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final String token;
  private final String name;
  private final Set<String> acknowledged = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> unknown = new HashSet<>();
  private volatile boolean stopped;

  Writer(URI url, String token, String name) {
    this.url = url.resolve("/v2/pipeline");
    this.token = token;
    this.name = name;
  }

  void prepare() throws IOException, InterruptedException {
    if (!isDone(ask("create table written (id text)"))) {
      throw new IOException("no table in " + name);
    }
  }

  @Override
  public void run() {
    try {
      for (int i = 0; !stopped; i++) {
        write(name + "/" + i);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String row) throws InterruptedException {
    try {
      HttpResponse<String> said = ask("insert into written values ('%s')".formatted(row));
      if (isDone(said)) {
        acknowledged.add(row);
      } else {
        String code = JSON.readTree(said.body()).path("code").asString("");
        (NOT_DONE.contains(code) ? refused : unknown).add(row);
      }
    } catch (IOException e) {
      unknown.add(row);
    }
  }

  private HttpResponse<String> ask(String sql) throws IOException, InterruptedException {
    String body =
        "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":%s}},{\"type\":\"close\"}]}"
            .formatted(JSON.writeValueAsString(sql));
    var request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static boolean isDone(HttpResponse<String> said) {
    return said.statusCode() == OK && said.body().contains("\"type\":\"ok\"");
  }

  /** Every row that is there, as often as it is; nothing while it cannot be read. */
  Optional<List<String>> rows() throws IOException, InterruptedException {
    HttpResponse<String> said = ask("select id from written");
    if (!isDone(said)) {
      return Optional.empty();
    }
    List<String> rows = new ArrayList<>();
    JsonNode result = JSON.readTree(said.body()).path("results").path(0).path("response");
    result
        .path("result")
        .path("rows")
        .forEach(row -> rows.add(row.path(0).path("value").asString()));
    return Optional.of(rows);
  }

  void stop() {
    stopped = true;
  }

  Set<String> acknowledged() {
    return acknowledged;
  }

  /** What was said not to be done. */
  Set<String> refused() {
    return refused;
  }

  /** What nobody can tell of. */
  Set<String> unknown() {
    return unknown;
  }
}
