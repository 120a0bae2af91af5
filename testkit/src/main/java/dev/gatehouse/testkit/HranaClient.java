package dev.gatehouse.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A well-behaved client of Hrana over HTTP/1.1. */
public final class HranaClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final URI base;
  private final HttpClient http;
  private final Map<String, String> headers;

  private HranaClient(URI base, HttpClient http, Map<String, String> headers) {
    this.base = base;
    this.http = http;
    this.headers = headers;
  }

  /** A client of the server there, without a token. */
  public static HranaClient of(URI base) {
    // By default the JDK's client asks for h2c, which sqld grants and then never answers.
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    return new HranaClient(base, http, Map.of());
  }

  /** The same client with a bearer token. */
  public HranaClient withToken(String token) {
    return withHeader("authorization", "Bearer " + token);
  }

  /** The same client with one more header. */
  public HranaClient withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HranaClient(base, http, more);
  }

  /** Runs statements, each for itself, on a stream that is closed after them. */
  public HranaReply execute(String... statements) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    for (String sql : statements) {
      requests.addObject().put("type", "execute").putObject("stmt").put("sql", sql);
    }
    requests.addObject().put("type", "close");
    return post("/v3/pipeline", JSON.writeValueAsString(body));
  }

  /** Sends a body as it is. */
  public HranaReply post(String path, String body) {
    return send(path, "POST", HttpRequest.BodyPublishers.ofString(body));
  }

  public HranaReply get(String path) {
    return send(path, "GET", HttpRequest.BodyPublishers.noBody());
  }

  private HranaReply send(String path, String method, HttpRequest.BodyPublisher body) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).method(method, body);
    headers.forEach(request::header);
    if (method.equals("POST")) {
      request.header("content-type", "application/json");
    }
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new HranaReply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " got no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
