package dev.gatehouse.loadtest.installation;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API of an installation, or of a Gatehouse that runs somewhere. */
public final class AdminCalls implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;
  private final String key;

  /**
   * What the API said.
   *
   * @param status the HTTP status
   * @param body the body; empty where there is none
   */
  public record Reply(int status, JsonNode body) {}

  public AdminCalls(URI url, String key) {
    this.url = url;
    this.key = key;
  }

  /** One call, whatever comes of it; the path begins behind {@code /v1/}. */
  public Reply call(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url.resolve("/v1/" + path))
            .timeout(PATIENCE)
            .header("authorization", "Bearer " + key)
            .header("content-type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    String text = response.body();
    return new Reply(
        response.statusCode(), text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text));
  }

  /** The same, of what must succeed. */
  public JsonNode done(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    Reply reply = call(method, path, body);
    if (reply.status() / 100 != 2) {
      throw new IOException("%s %s: %d %s".formatted(method, path, reply.status(), reply.body()));
    }
    return reply.body();
  }

  /** Makes a namespace. */
  public void create(String namespace) throws IOException, InterruptedException {
    done("POST", "namespaces", Map.of("name", namespace, "owner", namespace));
  }

  /** Makes many, several at once. */
  public void createAll(List<String> namespaces) throws IOException, InterruptedException {
    each(
        namespaces,
        namespace -> {
          create(namespace);
          return namespace;
        });
  }

  /** Mints a token, to read and write, that holds as long as may be. */
  public String mint(String namespace) throws IOException, InterruptedException {
    return done("POST", "namespaces/" + namespace + "/tokens", Map.of("access", "rw"))
        .path("token")
        .asString();
  }

  /** Mints one for each, in their order. */
  public List<String> mintAll(List<String> namespaces) throws IOException, InterruptedException {
    return each(namespaces, this::mint);
  }

  private interface Call {
    String of(String namespace) throws IOException, InterruptedException;
  }

  private static List<String> each(List<String> namespaces, Call call)
      throws IOException, InterruptedException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<String>> calls = new ArrayList<>();
      namespaces.forEach(namespace -> calls.add(() -> call.of(namespace)));
      List<String> answers = new ArrayList<>();
      for (Future<String> future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IOException("the admin API did not do as asked", e.getCause());
    }
  }

  /** What an address of the installation says; nothing of it is secret. */
  String get(URI from) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(from).timeout(PATIENCE).build(), BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    http.close();
  }
}
