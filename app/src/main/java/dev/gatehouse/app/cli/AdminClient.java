package dev.gatehouse.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the admin API and turns what goes wrong into a sentence. */
final class AdminClient {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI url;
  private final String key;

  AdminClient(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  JsonNode get(String path) {
    return call("GET", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, Map<String, String> body) {
    return call("POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  void delete(String path) {
    call("DELETE", path, BodyPublishers.noBody());
  }

  private JsonNode call(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .method(method, body)
            .timeout(ANSWER)
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .build();
    HttpResponse<String> response = send(request);
    JsonNode answer = parse(response);
    if (response.statusCode() >= 300) {
      throw CommandFailure.failed(sentence(response.statusCode(), answer));
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try (var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw CommandFailure.failed("nothing answers at %s: is Gatehouse running?".formatted(url));
    } catch (IOException e) {
      throw CommandFailure.failed("the admin API at %s gave no answer: %s".formatted(url, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private JsonNode parse(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw CommandFailure.failed("%s does not answer like an admin API".formatted(url));
    }
  }

  private String sentence(int status, JsonNode problem) {
    if (status == 401) {
      return "the admin key is not the one of %s".formatted(url);
    }
    var sentence = new StringBuilder(problem.path("detail").asString("status " + status));
    for (JsonNode error : problem.path("errors")) {
      sentence
          .append("; ")
          .append(error.path("field").asString())
          .append(": expected ")
          .append(error.path("expected").asString());
    }
    return sentence.toString();
  }
}
