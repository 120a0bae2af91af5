package dev.gatehouse.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the admin API and turns what goes wrong into a sentence. */
final class AdminClient {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** For what grows with a database: to send it, to copy it, to write it down. */
  private static final Duration DATABASE = Duration.ofHours(6);

  private static final int PAGE = 1000;
  private static final int PART_BYTES = 64 * 1024;

  private final URI url;
  private final String key;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  AdminClient(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  JsonNode get(Object path) {
    return call(request(path, ANSWER).GET());
  }

  JsonNode post(Object path, Map<String, ?> body) {
    return call(withJson("POST", path, body, ANSWER));
  }

  /** The same for what takes as long as the database is large. */
  JsonNode postPatiently(Object path, Map<String, ?> body) {
    return call(withJson("POST", path, body, DATABASE));
  }

  JsonNode patch(Object path, Map<String, ?> body) {
    return call(withJson("PATCH", path, body, ANSWER));
  }

  JsonNode delete(Object path) {
    return call(request(path, ANSWER).DELETE());
  }

  /** All entries of a list, page by page. */
  List<JsonNode> all(ApiPath path, String field) {
    return all(path.with("limit", PAGE).toString(), field);
  }

  /** The same, of a list that decides itself how long its pages are. */
  List<JsonNode> allPages(ApiPath path, String field) {
    return all(path.toString(), field);
  }

  private List<JsonNode> all(String path, String field) {
    List<JsonNode> found = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = get(after.isEmpty() ? path : path + join(path) + "after=" + after);
      page.path(field).forEach(found::add);
      after = page.path("next").asString("");
    } while (!after.isEmpty());
    return found;
  }

  private static char join(String path) {
    return path.indexOf('?') < 0 ? '?' : '&';
  }

  JsonNode upload(ApiPath path, Upload upload) {
    BodyPublisher content = BodyPublishers.ofInputStream(() -> upload);
    return call(
        request(path, DATABASE)
            .header("content-type", upload.mediaType())
            .expectContinue(true)
            .POST(
                upload.length() <= 0
                    ? content
                    : BodyPublishers.fromPublisher(content, upload.length())));
  }

  /** Writes what the API answers to the target, telling how many bytes came; all or a failure. */
  void download(ApiPath path, OutputStream target, LongConsumer onBytes) {
    HttpResponse<InputStream> response =
        send(request(path, DATABASE).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 300) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw CommandFailure.failed(sentence(response.statusCode(), parse(text)));
      }
      copy(body, target, onBytes);
    } catch (IOException e) {
      throw CommandFailure.failed("it broke off: " + reason(e));
    }
  }

  private static void copy(InputStream source, OutputStream target, LongConsumer onBytes)
      throws IOException {
    byte[] part = new byte[PART_BYTES];
    long bytes = 0;
    for (int count = source.read(part); count >= 0; count = source.read(part)) {
      target.write(part, 0, count);
      bytes += count;
      onBytes.accept(bytes);
    }
    target.flush();
  }

  private HttpRequest.Builder request(Object path, Duration patience) {
    return HttpRequest.newBuilder(url.resolve(path.toString()))
        .timeout(patience)
        .header("authorization", "Bearer " + key);
  }

  private HttpRequest.Builder withJson(
      String method, Object path, Map<String, ?> body, Duration patience) {
    return request(path, patience)
        .header("content-type", "application/json")
        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
  }

  private JsonNode call(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
    JsonNode answer = parse(response.body());
    if (response.statusCode() >= 300) {
      throw CommandFailure.failed(sentence(response.statusCode(), answer));
    }
    return answer;
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (ConnectException e) {
      throw CommandFailure.failed("nothing answers at %s: is Gatehouse running?".formatted(url));
    } catch (HttpTimeoutException e) {
      throw CommandFailure.failed("the admin API at %s gave no answer in time".formatted(url));
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the admin API at %s gave no answer: %s".formatted(url, reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw CommandFailure.failed("%s does not answer like an admin API".formatted(url));
    }
  }

  private String sentence(int status, JsonNode problem) {
    if (status == 401) {
      return "the admin key is not the one of %s".formatted(url);
    }
    var sentence = new StringBuilder(place(problem));
    sentence.append(problem.path("detail").asString("status " + status));
    for (JsonNode error : problem.path("errors")) {
      sentence
          .append("; ")
          .append(error.path("field").asString())
          .append(": expected ")
          .append(error.path("expected").asString());
    }
    return Printable.line(sentence.toString());
  }

  /** Where in an SQL text the problem lies. */
  private static String place(JsonNode problem) {
    List<String> place = new ArrayList<>();
    String migration = problem.path("migration").asString("");
    if (!migration.isEmpty()) {
      place.add(migration);
    }
    long statement = problem.path("statement").asLong(0);
    if (statement > 0) {
      long line = problem.path("line").asLong(0);
      place.add("statement " + statement + (line > 0 ? " (line " + line + ")" : ""));
    }
    return place.isEmpty() ? "" : String.join(", ", place) + ": ";
  }
}
