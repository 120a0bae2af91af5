package dev.gatehouse.attack;

import dev.gatehouse.attack.Attack.Attempt;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Paths that sqld has and Gatehouse does not, and spellings of those that it has. */
final class RouteAttacks {
  private static final List<String> TARGETS =
      List.of(
          "POST /dev/{victim}/v2/pipeline",
          "POST /dev/{victim}/v3/pipeline",
          "POST /dev/%7Bvictim%7D/v2/pipeline",
          "POST /v2/../dev/{victim}/v2/pipeline",
          "POST /v2/pipeline/../../dev/{victim}/v2/pipeline",
          "POST //dev/{victim}/v2/pipeline",
          "POST /v2/pipeline/",
          "POST //v2/pipeline",
          "POST /v2/%70ipeline",
          "POST /V2/PIPELINE",
          "POST /./v2/pipeline",
          "POST /v2/pipeline;x=1",
          "POST /v2/pipeline%00",
          "POST /v2/pipeline%2f",
          "POST /v2\\pipeline",
          "GET /v1/jobs",
          "GET /v1/jobs/1",
          "GET /metrics",
          "GET /console",
          "GET /v1/namespaces",
          "GET /v1/namespaces/{victim}/config",
          "GET /v1/namespaces/{victim}/stats",
          "POST /v1/namespaces/{victim}/create",
          "POST /v1/namespaces/{victim}/fork/{attacker}",
          "DELETE /v1/namespaces/{victim}",
          "GET /v1/diagnostics",
          "POST /log-filter",
          "POST /profile/heap/enable",
          "POST /admin_shell.AdminShellService/Shell",
          "POST /proxy.Proxy/StreamExec",
          "POST /wal_log.ReplicationLog/Unknown",
          "OPTIONS *",
          "CONNECT {victim}:80",
          "TRACE /v2/pipeline",
          "PUT /v2/pipeline",
          "PRI *");

  private RouteAttacks() {}

  static Stream<Attack> all() {
    return TARGETS.stream()
        .map(
            target ->
                new Attack(
                    target,
                    Rule.ROUTES,
                    "HTTP",
                    Attempt.byEveryName(range -> refused(range, lineOf(target, range)))));
  }

  private static String lineOf(String target, Range range) {
    return target
        .replace("{victim}", range.victim().name())
        .replace("%7Bvictim%7D", percent(range.victim().name()))
        .replace("{attacker}", range.attacker().name());
  }

  private static Verdict refused(Range range, String line) throws IOException {
    String headers = Wire.bearer(range.token());
    String answer = Wire.talk(range, Wire.request(line, headers, SelectorAttacks.look()));
    boolean served = Wire.status(answer) / 100 <= 3 && Wire.status(answer) > 0;
    return served ? Verdict.broken(answer) : Answers.nothingServed(answer);
  }

  private static String percent(String name) {
    var encoded = new StringBuilder();
    name.chars().forEach(c -> encoded.append("%%%02X".formatted(c)));
    return encoded.toString();
  }
}
