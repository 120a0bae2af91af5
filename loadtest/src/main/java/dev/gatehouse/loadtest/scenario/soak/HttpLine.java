package dev.gatehouse.loadtest.scenario.soak;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines over HTTP. */
final class HttpLine implements Line {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CLOSE = "{\"type\":\"close\"}";
  private static final int OK = 200;

  private final HttpClient http;
  private final URI url;
  private final String token;

  HttpLine(HttpClient http, URI url, String token) {
    this.http = http;
    this.url = url.resolve("/v3/pipeline");
    this.token = token;
  }

  @Override
  public List<JsonNode> ask(List<String> requests)
      throws UnansweredException, InterruptedException {
    List<JsonNode> results = results(post(pipeline(requests)), requests.size() + 1);
    return results.subList(0, requests.size());
  }

  private static String pipeline(List<String> requests) {
    return "{\"requests\":[" + String.join(",", requests) + "," + CLOSE + "]}";
  }

  @Override
  public List<JsonNode> askAtOnce(List<String> requests)
      throws UnansweredException, InterruptedException {
    List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
    for (String request : requests) {
      var posted = http.sendAsync(request(pipeline(List.of(request))), BodyHandlers.ofString());
      underWay.add(posted);
    }
    List<JsonNode> results = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> response : underWay) {
      try {
        results.add(results(answer(response.get()), 2).getFirst());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new UnansweredException(cause.getClass().getSimpleName());
      }
    }
    return results;
  }

  private static List<JsonNode> results(JsonNode answer, int expected) throws UnansweredException {
    List<JsonNode> results = new ArrayList<>();
    answer.path("results").forEach(results::add);
    if (results.size() != expected) {
      throw new UnansweredException("%d results of %d".formatted(results.size(), expected));
    }
    return results;
  }

  private JsonNode post(String body) throws UnansweredException, InterruptedException {
    try {
      return answer(http.send(request(body), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UnansweredException(e.getClass().getSimpleName());
    }
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("authorization", "Bearer " + token)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode answer(HttpResponse<String> response) throws UnansweredException {
    JsonNode answer;
    try {
      answer = JSON.readTree(response.body());
    } catch (JacksonException _) {
      throw new UnansweredException(response.statusCode() + " no JSON");
    }
    if (response.statusCode() != OK) {
      throw new UnansweredException(
          response.statusCode() + " " + answer.path("code").asString("without a code"));
    }
    return answer;
  }

  @Override
  public boolean isNewEachTime() {
    return true;
  }

  @Override
  public Talk talk() {
    return new BatonTalk();
  }

  @Override
  public void close() {}

  /** A stream behind a baton. */
  private final class BatonTalk implements Talk {
    private String baton = "null";

    @Override
    public JsonNode ask(String request) throws UnansweredException, InterruptedException {
      JsonNode answer = post("{\"baton\":" + baton + ",\"requests\":[" + request + "]}");
      baton = answer.path("baton").toString();
      return results(answer, 1).getFirst();
    }

    @Override
    public JsonNode end(String request) throws UnansweredException, InterruptedException {
      JsonNode answer =
          post("{\"baton\":" + baton + ",\"requests\":[" + request + "," + CLOSE + "]}");
      return results(answer, 2).getFirst();
    }
  }
}
