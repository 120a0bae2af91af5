package dev.gatehouse.app.cli;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Matrix;
import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Rule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of the attack table against a Gatehouse that runs.
 *
 * @param matrix every attack and its verdict
 * @param untouched whether the victim's database is as it was planted
 */
record AttackRun(Matrix matrix, boolean untouched) {

  /** The scheme and the authority of a public address. */
  static URI address(String url) {
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null) {
        return URI.create(uri.getScheme() + "://" + uri.getAuthority());
      }
    } catch (IllegalArgumentException e) {
      // The same sentence serves.
    }
    throw CommandFailure.wrongUse(
        "'%s' is not the URL of a Gatehouse (expected: such as http://127.0.0.1:8080)"
            .formatted(url));
  }

  /** Runs the table; a person at a terminal sees how far it is. */
  static AttackRun on(Range range, PrintWriter err) throws IOException, InterruptedException {
    boolean terminal = Launch.atTerminal();
    PrintWriter shown = terminal ? err : new PrintWriter(Writer.nullWriter());
    var matrix = new Matrix();
    try (var progress = Progress.on(shown, terminal)) {
      prepare(range);
      Rule rule = null;
      for (Attack attack : AttackTable.all()) {
        if (attack.rule() != rule) {
          rule = attack.rule();
          progress.step(rule.heading());
        }
        matrix.add(attack, attack.run(range));
      }
      progress.finish();
      return new AttackRun(matrix, AttackTable.isUntouched(range));
    }
  }

  private static void prepare(Range range) {
    try {
      AttackTable.plant(range);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "%s does not serve the two databases: %s".formatted(range.url(), e.getMessage()));
    }
  }

  /** Prints it and says the exit code. */
  int print(PrintWriter out, boolean json) {
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(asJson()));
    } else {
      matrix.lines().forEach(out::println);
      matrix.leaks().forEach(leak -> out.println(leak.getKey() + ": " + leak.getValue()));
      out.println(
          "%d attacks, %d came through; the victim's database is %s"
              .formatted(
                  matrix.size(), matrix.leaks().size(), untouched ? "untouched" : "CHANGED"));
    }
    return untouched && matrix.leaks().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private Map<String, Object> asJson() {
    List<Map<String, String>> leaks =
        matrix.leaks().stream()
            .map(
                leak ->
                    Map.of(
                        "attack", leak.getKey().name(),
                        "rule", leak.getKey().rule().name(),
                        "carrier", leak.getKey().carrier(),
                        "evidence", leak.getValue().evidence()))
            .toList();
    return Map.of("attacks", matrix.size(), "untouched", untouched, "leaks", leaks);
  }
}
