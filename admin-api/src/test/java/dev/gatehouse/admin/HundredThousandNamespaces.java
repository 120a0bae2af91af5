package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.tenancy.Namespace;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Measures look-ups, searches and pages with 100,000 namespaces; run by name only, since it checks
 * nothing that another test does not.
 */
final class HundredThousandNamespaces {
  private static final int COUNT = 100_000;
  private static final int CALLS = 1_000;
  private static final String FILL =
      """
      WITH RECURSIVE number (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM number WHERE i < 99999)
      INSERT INTO namespace
        (id, name, node, state, owner, email, plan, epoch, created_at, updated_at)
      SELECT replace(replace(replace(replace(printf('%026d', i), '0', 'a'), '1', 'b'), '8', 'c'),
               '9', 'd'),
             printf('user-%06d', i), 'local', iif(i % 100 = 0, 'SUSPENDED', 'ACTIVE'),
             printf('owner-%d', i / 3), printf('owner-%d@example.org', i / 3),
             iif(i % 10 = 0, 'pro', 'free'), 0, 0, 0
      FROM number
      """;

  private final Random random = new Random(7);

  @Test
  void lookUpSearchAndPage(@TempDir Path folder) throws Exception {
    try (var stand = AdminStand.start(folder, new FakeNode())) {
      String file = "jdbc:sqlite:" + folder.resolve("registry.db");
      try (var connection = DriverManager.getConnection(file);
          var statement = connection.createStatement()) {
        statement.executeUpdate(FILL);
      }
      measure("directory look-up, there", i -> stand.registry().find(name(i)).orElseThrow());
      measure("directory look-up, missing", i -> stand.registry().find(new Namespace("none-" + i)));
      measureHttp(stand, "GET one", i -> "/v1/namespaces/" + name(i).name());
      measureHttp(stand, "GET a missing one", i -> "/v1/namespaces/none-" + i);
      measureHttp(stand, "first page of 100", _ -> "/v1/namespaces");
      measureHttp(stand, "page of 100 anywhere", i -> "/v1/namespaces?after=" + name(i).name());
      measureHttp(
          stand, "by prefix", i -> "/v1/namespaces?prefix=" + name(i).name().substring(0, 9));
      measureHttp(stand, "by owner", i -> "/v1/namespaces?owner=owner-" + i / 3);
      measureHttp(stand, "by email", i -> "/v1/namespaces?email=OWNER-" + i / 3 + "@example.org");
      measureHttp(
          stand, "plan, page anywhere", i -> "/v1/namespaces?plan=pro&after=" + name(i).name());
      measureHttp(
          stand, "suspended", i -> "/v1/namespaces?state=suspended&after=" + name(i).name());
      walk(stand);
    }
  }

  private static Namespace name(int i) {
    return new Namespace("user-%06d".formatted(i));
  }

  private void measureHttp(AdminStand stand, String what, IntFunction<String> path)
      throws Exception {
    measure(what, i -> stand.get(path.apply(i)));
  }

  private interface Question {
    Object ask(int i) throws Exception;
  }

  private void measure(String what, Question question) throws Exception {
    long[] micros = new long[CALLS];
    for (int call = -CALLS; call < CALLS; call++) {
      int i = random.nextInt(COUNT);
      long begun = System.nanoTime();
      var _ = question.ask(i);
      if (call >= 0) {
        micros[call] = (System.nanoTime() - begun) / 1_000;
      }
    }
    java.util.Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f ms | %.2f ms |%n",
        what,
        micros[CALLS / 2] / 1e3,
        micros[CALLS * 99 / 100] / 1e3);
  }

  private static void walk(AdminStand stand) throws Exception {
    long begun = System.nanoTime();
    int seen = 0;
    String path = "/v1/namespaces?limit=1000";
    String next = "";
    do {
      JsonNode page = Answers.json(200, stand.get(path + next));
      seen += page.get("namespaces").size();
      next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asString();
    } while (!next.isEmpty());
    assertEquals(COUNT, seen);
    System.out.printf(
        "| all %d, a thousand a page | %d ms in all | |%n",
        seen, (System.nanoTime() - begun) / 1_000_000);
  }
}
