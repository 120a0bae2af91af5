package dev.gatehouse.attack;

import java.io.IOException;
import java.util.stream.Stream;

/** What would end or freeze the sqld behind, and every tenant with it. */
final class ProcessAttacks {
  private static final int OPERATORS = 32_000;

  private ProcessAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
            chain("+", "1"),
            chain("||", "1"),
            chain(" and ", "1"),
            chain("->", "'a'"),
            chain(" collate nocase", ""))
        .flatMap(sql -> SqlCarrier.all().map(c -> survived(sql, c)));
  }

  private static String chain(String operator, String operand) {
    return "select 1" + (operator + operand).repeat(OPERATORS);
  }

  private static Attack survived(String sql, SqlCarrier carrier) {
    return new Attack(
        "a chain of " + sql.substring(8, 12).strip(),
        Rule.PROCESS,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, range.token(), sql);
          boolean refused = answer.contains("SQL_FORBIDDEN");
          return new Verdict(refused && isAlive(range), answer);
        });
  }

  private static boolean isAlive(Range range) throws IOException {
    return HttpCarrier.PIPELINE_V3
        .send(range, range.victimToken(), "select a from attack")
        .contains(Range.SECRET);
  }
}
