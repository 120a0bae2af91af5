package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class MangledFileTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 1);
  private static final String PIECES = "{}[]:,&*!|>'\"%@-?#\n \t0x~\u0000é";

  @Test
  void isAProblemAndNeverMore() {
    var random = new Random(SEED);
    for (int round = 0; round < 1000; round++) {
      var yaml = new StringBuilder(Written.everyKey().yaml());
      for (int edit = 0; edit <= random.nextInt(4); edit++) {
        int at = random.nextInt(yaml.length());
        int to = Math.min(yaml.length(), at + random.nextInt(12));
        int piece = random.nextInt(PIECES.length());
        yaml.replace(at, to, PIECES.substring(piece, piece + 1));
      }
      assertHandled(yaml.toString(), round);
    }
  }

  private static void assertHandled(String yaml, int round) {
    try {
      new Written(yaml, Written.SECRETS).load();
    } catch (InvalidConfigException e) {
      assertFalse(e.problems().isEmpty());
      assertFalse(e.problems().toString().contains("hidden-"), e.toString());
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + SEED + ", round " + round + "\n" + yaml, e);
    }
  }
}
