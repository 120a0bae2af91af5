package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.guard.SqlAttacks.Attack;
import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guard tells attacks from honest SQL. */
final class SqlGuardTest {
  private final SqlGuard guard = new SqlGuard(GuardBounds.DEFAULT);

  static List<Attack> attacks() {
    return SqlAttacks.all();
  }

  static List<String> honest() {
    return HonestSql.all();
  }

  static List<String> describable() {
    return HonestSql.describable();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesAttacksForTheirReason(Attack attack) {
    assertEquals(new Forbidden(attack.reason()), guard.check(attack.sql(), attack.use()));
  }

  @ParameterizedTest
  @MethodSource("honest")
  void passesHonestSql(String sql) {
    assertEquals(Verdict.INNOCENT, guard.check(sql, SqlUse.RUN));
  }

  @ParameterizedTest
  @MethodSource("honest")
  void readsHonestSqlAsHonestTokenByToken(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    assertEquals(Verdict.INNOCENT, guard.inspect(utf8, 0, utf8.length, SqlUse.RUN));
  }

  @ParameterizedTest
  @MethodSource("describable")
  void describesHonestSql(String sql) {
    assertEquals(Verdict.INNOCENT, guard.check(sql, SqlUse.DESCRIBE));
  }

  @Test
  void clearsMostHonestSqlWithoutReadingTokens() {
    long cleared =
        HonestSql.all().stream()
            .map(sql -> sql.getBytes(StandardCharsets.UTF_8))
            .filter(utf8 -> guard.isPlainlyInnocent(utf8, 0, utf8.length, SqlUse.RUN))
            .count();
    assertTrue(cleared >= 45, "only " + cleared);
  }

  @Test
  void refusesTextsOverTheBound() {
    SqlGuard narrow = new SqlGuard(new GuardBounds(20, 10));
    assertEquals(Verdict.INNOCENT, narrow.check("select 1 -- 34567890", SqlUse.RUN));
    assertEquals(
        new Forbidden(Reason.TEXT_TOO_LONG), narrow.check("select 1 -- 345678901", SqlUse.RUN));
  }

  @Test
  void hasEnoughExamples() {
    assertTrue(attacks().size() >= 60 && honest().size() >= 60);
    assertNotEquals(0, describable().size());
  }
}
