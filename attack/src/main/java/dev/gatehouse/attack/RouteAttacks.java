package dev.gatehouse.attack;

import java.util.List;
import java.util.Set;
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
  private static final Set<Integer> REFUSED = Set.of(400, 404, 405, 501, 0);

  private RouteAttacks() {}

  static Stream<Attack> all() {
    return TARGETS.stream()
        .map(
            target ->
                new Attack(
                    target,
                    Rule.ROUTES,
                    "HTTP",
                    range -> {
                      String line =
                          target
                              .replace("{victim}", range.victim())
                              .replace("%7Bvictim%7D", percent(range.victim()))
                              .replace("{attacker}", range.attacker());
                      String answer =
                          Wire.talk(
                              range.url(),
                              Wire.request(
                                  line, Wire.bearer(range.token()), SelectorAttacks.look()));
                      boolean held =
                          REFUSED.contains(Wire.status(answer)) && !answer.contains(Range.SECRET);
                      return new Verdict(held, answer);
                    }));
  }

  private static String percent(String name) {
    var encoded = new StringBuilder();
    name.chars().forEach(c -> encoded.append("%%%02X".formatted(c)));
    return encoded.toString();
  }
}
