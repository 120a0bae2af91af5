package dev.gatehouse.app.cli;

import dev.gatehouse.app.Gatehouse;
import dev.gatehouse.app.StartException;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The database to try things with; it is filled as a client would fill it, through the front. */
final class Demo implements AutoCloseable {
  static final Namespace NAMESPACE = new Namespace("demo");

  /** What the examples read. */
  static final String QUERY = "select title, author, year from books order by year";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String IS_EMPTY = "select count(*) from sqlite_schema";
  private static final List<String> FILL =
      List.of(
          "create table books (id integer primary key, title text not null, author text not null,"
              + " year integer not null)",
          "insert into books (title, author, year) values"
              + " ('The Left Hand of Darkness', 'Ursula K. Le Guin', 1969),"
              + " ('Kindred', 'Octavia E. Butler', 1979),"
              + " ('The Name of the Rose', 'Umberto Eco', 1980),"
              + " ('Possession', 'A. S. Byatt', 1990)");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI pipeline;
  private final String token;

  Demo(URI url, String token) {
    this.pipeline = url.resolve("/v2/pipeline");
    this.token = token;
  }

  /** Makes the demo namespace and fills it, unless it is there and holds something. */
  static Namespace prepare(Gatehouse gatehouse) throws StartException, InterruptedException {
    boolean created = gatehouse.create(NAMESPACE);
    String url = "http://127.0.0.1:" + gatehouse.addresses().open().getPort();
    try (var demo = new Demo(URI.create(url), gatehouse.mint(NAMESPACE, Access.READ_WRITE))) {
      if (created || demo.isEmpty()) {
        demo.run(List.of("begin", FILL.get(0), FILL.get(1), "commit"));
      }
    }
    return NAMESPACE;
  }

  private boolean isEmpty() throws StartException, InterruptedException {
    JsonNode count = run(List.of(IS_EMPTY)).at("/results/0/response/result/rows/0/0/value");
    return count.asString().equals("0");
  }

  /** Runs statements one after the other on one stream and closes it. */
  JsonNode run(List<String> statements) throws StartException, InterruptedException {
    List<Object> requests = new ArrayList<>();
    statements.forEach(sql -> requests.add(Map.of("type", "execute", "stmt", Map.of("sql", sql))));
    requests.add(Map.of("type", "close"));
    var request =
        HttpRequest.newBuilder(pipeline)
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + token)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("requests", requests))))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() == 200 && allOk(answer)) {
        return answer;
      }
      throw new StartException("the demo database cannot be used: " + response.body());
    } catch (IOException | JacksonException e) {
      throw new StartException("the demo database does not answer: " + e.getMessage(), e);
    }
  }

  private static boolean allOk(JsonNode answer) {
    for (JsonNode result : answer.path("results")) {
      if (!result.path("type").asString().equals("ok")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    http.close();
  }
}
