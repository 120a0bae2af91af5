package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.guard.SqlAttacks.Attack;
import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever text comes, the two speeds of the guard agree and neither fails. */
@Fuzz
final class SqlGuardPropertyTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);

  private final SqlGuard guard = new SqlGuard(GuardBounds.DEFAULT);

  @Test
  void theScanNeverClearsWhatTheTokensForbid() {
    List<String> texts = new ArrayList<>(HonestSql.all());
    SqlAttacks.all().stream().map(Attack::sql).forEach(texts::add);
    SqlMutations mutations = new SqlMutations(SEED, texts);
    for (int i = 0; i < Inputs.count(); i++) {
      byte[] sql = mutations.nextBytes();
      Verdict exact = guard.inspect(sql, 0, sql.length, SqlUse.RUN);
      boolean cleared = guard.isPlainlyInnocent(sql, 0, sql.length, SqlUse.RUN);
      assertTrue(!cleared || mayBeCleared(exact), () -> failure(sql, exact));
    }
  }

  /** Two ways to read a text do not matter where it has no word to fear in either. */
  private static boolean mayBeCleared(Verdict exact) {
    return !(exact instanceof Forbidden(Reason reason)) || reason == Reason.AMBIGUOUS_TEXT;
  }

  @Test
  void anyBytesAreReadToTheEnd() {
    Random random = new Random(SEED);
    for (int i = 0; i < Inputs.count(); i++) {
      byte[] sql = new byte[random.nextInt(60)];
      random.nextBytes(sql);
      if (i % 2 == 0) {
        makePunctuation(sql);
      }
      for (SqlUse use : SqlUse.values()) {
        Verdict verdict = guard.inspect(sql, 0, sql.length, use);
        assertTrue(verdict != null, () -> failure(sql, verdict));
      }
    }
  }

  private static void makePunctuation(byte[] sql) {
    byte[] alphabet = "'\"`[]()-/*;,.:$@#?xeE+|<>=! \nab1\0".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < sql.length; i++) {
      sql[i] = alphabet[(sql[i] & 0xFF) % alphabet.length];
    }
  }

  private static String failure(byte[] sql, Verdict verdict) {
    return "seed " + SEED + ": " + verdict + " of " + new String(sql, StandardCharsets.UTF_8);
  }
}
