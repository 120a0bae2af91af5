package dev.gatehouse.attack;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Making sqld say what only the inside should know. */
final class LeakAttacks {
  private static final List<String> INSIDE =
      List.of("server-timing", "/dbs/", "x-namespace-bin", "base_url\":\"", "sqld-hrana-upgrade");
  private static final List<String> TEXTS =
      List.of(
          "select a from attack",
          "select * from nowhere",
          "select cast(x'ff' as text)",
          "not sql at all",
          "select zeroblob(20000000)");

  private LeakAttacks() {}

  static Stream<Attack> all() {
    return TEXTS.stream().flatMap(sql -> SqlCarrier.all().map(carrier -> attack(sql, carrier)));
  }

  private static Attack attack(String sql, SqlCarrier carrier) {
    return new Attack(
        "what the answer tells: " + sql,
        Rule.CLEAN_ANSWERS,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, range.token(), sql);
          String lower = answer.toLowerCase(Locale.ROOT);
          return new Verdict(INSIDE.stream().noneMatch(lower::contains), answer);
        });
  }
}
