package dev.gatehouse.loadtest.gatling;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A table in each database that says whose it is: what tells an answer from a stranger's. */
final class Nameplates {
  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.shared();

  private Nameplates() {}

  static void put(URI url, List<Account> accounts) throws IOException, InterruptedException {
    each(
        accounts,
        (http, account) ->
            ask(
                http,
                url,
                account,
                "drop table if exists gatehouse_load",
                "create table gatehouse_load (id integer primary key, label text not null)",
                // A label is made of letters, digits and hyphens.
                "insert into gatehouse_load values (0, '%s')".formatted(account.label())));
  }

  static void remove(URI url, List<Account> accounts) throws IOException, InterruptedException {
    each(
        accounts,
        (http, account) -> ask(http, url, account, "drop table if exists gatehouse_load"));
  }

  /** How many rows were added to the tables beside the nameplates. */
  static long rowsAdded(URI url, List<Account> accounts) throws IOException, InterruptedException {
    return each(
            accounts,
            (http, account) ->
                ask(http, url, account, "select count(*) from gatehouse_load where id > 0"))
        .stream()
        .mapToLong(answer -> Long.parseLong(answer.at("/result/rows/0/0/value").asString()))
        .sum();
  }

  /** Runs statements, and returns the response to the last one. */
  private static JsonNode ask(HttpClient http, URI url, Account account, String... statements)
      throws IOException {
    var body = JSON.createObjectNode();
    var requests = body.putArray("requests");
    for (String sql : statements) {
      requests.addObject().put("type", "execute").putObject("stmt").put("sql", sql);
    }
    requests.addObject().put("type", "close");
    try {
      var request =
          HttpRequest.newBuilder(url.resolve("/v2/pipeline"))
              .timeout(PATIENCE)
              .header("authorization", "Bearer " + account.token())
              .header("content-type", "application/json")
              .POST(BodyPublishers.ofString(body.toString()))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      JsonNode results =
          response.statusCode() == 200
              ? JSON.readTree(response.body()).path("results")
              : JSON.createArrayNode();
      for (int i = 0; i < statements.length; i++) {
        if (!results.path(i).path("type").asString("").equals("ok")) {
          throw new IOException(
              "%s refuses to set up %s: %d %s"
                  .formatted(url, account.label(), response.statusCode(), response.body()));
        }
      }
      return results.path(statements.length - 1).path("response");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static List<JsonNode> each(List<Account> accounts, Ask ask)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<JsonNode>> calls = new ArrayList<>();
      accounts.forEach(account -> calls.add(() -> ask.of(http, account)));
      List<JsonNode> answers = new ArrayList<>();
      for (Future<JsonNode> future : threads.invokeAll(calls)) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    }
  }

  private interface Ask {
    JsonNode of(HttpClient http, Account account) throws IOException;
  }
}
