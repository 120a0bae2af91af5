package dev.gatehouse.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls that send JSON and get JSON, with a bearer token. */
final class JsonCalls implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body the JSON
   */
  record Answer(int status, JsonNode body) {}

  Answer post(String url, String bearer, Object body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + bearer)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    return new Answer(response.statusCode(), JSON.readTree(response.body()));
  }

  /** Runs one statement and closes the stream. */
  Answer query(String url, String token, String sql, String... headers)
      throws IOException, InterruptedException {
    var requests =
        List.of(Map.of("type", "execute", "stmt", Map.of("sql", sql)), Map.of("type", "close"));
    return post(url + "/v2/pipeline", token, Map.of("requests", requests), headers);
  }

  @Override
  public void close() {
    http.close();
  }
}
