package dev.gatehouse.attack;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Writing with a token that may only read. */
final class ReadOnlyAttacks {
  private static final String MARK = "written-by-a-reader";
  private static final List<String> TEXTS =
      List.of(
          "insert into attack values ('" + MARK + "')",
          "update attack set a = '" + MARK + "'",
          "with x as (select 1) insert into attack select '" + MARK + "' from x",
          "create table \"" + MARK + "\" (a)");

  private ReadOnlyAttacks() {}

  static Stream<Attack> all() {
    return TEXTS.stream()
        .flatMap(
            sql ->
                SqlCarrier.all()
                    .filter(carrier -> !carrier.describesOnly())
                    .map(carrier -> attack(sql, carrier)));
  }

  private static Attack attack(String sql, SqlCarrier carrier) {
    return new Attack(
        "read-only: " + sql,
        Rule.SECOND_LOCK,
        carrier.name(),
        range -> {
          String answer = carrier.send(range, range.readOnlyToken(), sql);
          if (!hasMark(range)) {
            return Verdict.held(answer);
          }
          AttackTable.plant(range, range.attacker(), Range.OWN);
          HttpCarrier.SEQUENCE.send(range, range.token(), "drop table if exists \"" + MARK + '"');
          return Verdict.broken(answer);
        });
  }

  private static boolean hasMark(Range range) throws IOException {
    String look =
        "select a from attack union all select name from sqlite_master where name = '" + MARK + "'";
    return HttpCarrier.PIPELINE_V3.send(range, range.token(), look).contains(MARK);
  }
}
