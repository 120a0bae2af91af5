package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlAttacks.Attack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the guard lets through, a sqld with all its file functions finds nothing to do. */
final class SqlGuardIT {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);
  private static final int CASES = 40_000;
  private static final int CASES_PER_PIPELINE = 400;
  private static final String CLOSE = "{\"type\":\"close\"}";

  @TempDir private Path folder;

  private final JsonCarrier carrier = new JsonCarrier(new SqlGuard(GuardBounds.DEFAULT));
  private final Random random = new Random(SEED);
  private final String secret = "secret-" + Long.toHexString(random.nextLong());
  private final String hidden = "hidden-" + Long.toHexString(random.nextLong());

  private BareSqld sqld;
  private Path planted;
  private Path known;
  private Path written;

  @BeforeEach
  void plant() throws IOException, InterruptedException {
    planted = Files.createDirectory(folder.resolve("planted"));
    known = Files.writeString(planted.resolve("known"), secret);
    Files.writeString(planted.resolve(hidden), "");
    written = planted.resolve("written");
    sqld = new BareSqld(folder.resolve("db"));
    run(
        "create table t(a, b, fsdir)",
        "create table u(a, c)",
        "create table sink(a, b)",
        "insert into t values (1, 2, 3)",
        "insert into u values (1, 3)");
  }

  @AfterEach
  void stop() {
    sqld.close();
  }

  @Test
  void everyKindOfLeakIsSeenWithoutTheGuard() throws Exception {
    String read = "select readfile('" + known + "')";
    assertTrue(leaks(run(read)));
    assertTrue(leaks(run("select * from fsdir('" + planted + "')")));
    assertTrue(leaks(run("select * from pragma_database_list")));
    run(
        "create virtual table f using fts4(a, compress=trim, uncompress=readfile)",
        "insert into f values ('" + known + "')");
    assertTrue(leaks(run("select a from f")));
    run("select sha3_query('select writefile(''" + written + "'', 1)')");
    assertTrue(Files.exists(written));
  }

  @Test
  void mangledAttacksThatPassReadAndWriteNoFile() throws Exception {
    SqlMutations mutations = new SqlMutations(SEED, texts());
    tryAll(mutations::next);
  }

  @Test
  void generatedQueriesThatPassReadNoFile() throws Exception {
    SqlGrammar grammar = new SqlGrammar(SEED, planted.toString());
    tryAll(grammar::next);
  }

  private void tryAll(Supplier<String> texts) throws Exception {
    int passed = 0;
    for (int i = 0; i < CASES; i += CASES_PER_PIPELINE) {
      List<String> requests = new ArrayList<>();
      for (int j = 0; j < CASES_PER_PIPELINE; j++) {
        String request = request(texts.get());
        if (carrier.pipeline(Readings.utf8(body(List.of(request)))) instanceof Passed) {
          requests.add(request);
        }
      }
      passed += requests.size();
      requests.add(CLOSE);
      assertHarmless(requests);
    }
    assertTrue(passed > CASES / 20, "only " + passed + " passed: seed " + SEED);
    assertEquals("0", onlyValue(run("pragma hard_heap_limit")));
  }

  /** Attacks aimed at the planted files, and honest statements that end by themselves. */
  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (Attack attack : SqlAttacks.all()) {
      texts.add(aimed(attack.sql()));
    }
    for (int i = 0; i < 10; i++) {
      texts.add(
          "create virtual table if not exists f using fts4(a, compress=trim, uncompress=readfile)");
      texts.add("insert into f values ('" + known + "')");
      texts.add("select a from f");
      texts.add("select sha3_query('select writefile(''" + written + "'', 1)')");
    }
    HonestSql.all().stream().filter(sql -> !sql.contains("RECURSIVE")).forEach(texts::add);
    return texts;
  }

  private String aimed(String sql) {
    String file = "'" + known + "'";
    return sql.replace("writefile('/tmp/x'", "writefile('" + written + "'")
        .replace("'/etc/passwd'", file)
        .replace("'x'", file)
        .replace("'/'", "'" + planted + "'")
        .replace("hard_heap_limit=1", "hard_heap_limit=100000");
  }

  private String request(String sql) {
    String text = '"' + escaped(sql) + '"';
    return switch (random.nextInt(8)) {
      case 0 -> "{\"type\":\"describe\",\"sql\":" + text + "}";
      case 1 -> "{\"sql\":" + text + ",\"type\":\"sequence\"}";
      default -> "{\"type\":\"execute\",\"stmt\":{\"sql\":" + text + "}}";
    };
  }

  private String escaped(String sql) {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c == '\uFEFF' || random.nextInt(20) == 0) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }

  private static String body(List<String> requests) {
    return "{\"requests\":[" + String.join(",", requests) + "]}";
  }

  private void assertHarmless(List<String> requests) throws Exception {
    boolean harm = leaks(sqld.pipeline(body(requests))) || Files.exists(written);
    if (harm) {
      for (String request : requests) {
        String answer = sqld.pipeline(body(List.of(request, CLOSE)));
        assertFalse(leaks(answer), "seed " + SEED + ": " + request + " -> " + answer);
      }
    }
    assertFalse(harm, "seed " + SEED);
    assertTrue(sqld.isAlive(), "seed " + SEED);
  }

  private boolean leaks(String answer) {
    byte[] utf8 = secret.getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(utf8);
    return answer.contains(secret)
        || answer.contains(base64)
        || answer.contains(hidden)
        || answer.contains("/dbs/default");
  }

  private String run(String... statements) throws IOException, InterruptedException {
    List<String> requests = new ArrayList<>();
    for (String sql : statements) {
      requests.add(
          "{\"type\":\"execute\",\"stmt\":{\"sql\":\"" + sql.replace("\"", "\\\"") + "\"}}");
    }
    requests.add(CLOSE);
    return sqld.pipeline(body(requests));
  }

  private static String onlyValue(String answer) {
    int from = answer.indexOf("\"value\":\"") + 9;
    return answer.substring(from, answer.indexOf('"', from));
  }
}
