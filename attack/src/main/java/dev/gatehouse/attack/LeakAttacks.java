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
    Stream<Attack> asked =
        TEXTS.stream()
            .flatMap(sql -> SqlCarrier.all().map(carrier -> attack(sql, Range::token, carrier)));
    Stream<Attack> forbidden =
        SqlCarrier.all()
            .filter(carrier -> !carrier.describesOnly())
            .map(carrier -> attack("delete from attack", Range::readOnlyToken, carrier));
    return Stream.concat(asked, forbidden);
  }

  /** With which of the attacker's tokens. */
  private interface Key {
    String of(Range range);
  }

  private static Attack attack(String sql, Key token, SqlCarrier carrier) {
    return new Attack(
        "what the answer tells: " + sql,
        Rule.CLEAN_ANSWERS,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, token.of(range), sql);
          String lower = answer.toLowerCase(Locale.ROOT);
          boolean named = range.guises().size() > 1 && lower.contains(range.attacker().inside());
          return new Verdict(!named && INSIDE.stream().noneMatch(lower::contains), answer);
        });
  }
}
