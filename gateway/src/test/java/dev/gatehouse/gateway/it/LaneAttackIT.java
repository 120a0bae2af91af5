package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Matrix;
import dev.gatehouse.attack.Range;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The attacks that pipelines carry, where every pipeline that may takes a lane. */
@RealSqld
class LaneAttackIT {
  private static final LaneBounds BOUNDS =
      new LaneBounds(48, 16, 0, Duration.ofMinutes(1), 4 << 20);

  private static final Set<String> CARRIERS =
      Set.of(
          "/v2/pipeline",
          "/v3/pipeline",
          "PIPELINE_V2",
          "PIPELINE_V3",
          "BATCH",
          "SEQUENCE",
          "ESCAPED_JSON");

  @Test
  @Timeout(300)
  void noAttackComesThroughOnLanes(RunningSqld sqld) throws Exception {
    try (var stand = GatewayStand.withLanes(sqld.http(), sqld.tokenKey(), BOUNDS)) {
      Range range = AttackIT.range(stand, sqld);
      AttackTable.plant(range);
      var matrix = new Matrix();
      for (Attack attack : AttackTable.all()) {
        if (CARRIERS.contains(attack.carrier())) {
          matrix.add(attack, attack.run(range));
        }
      }
      System.out.println(matrix.size() + " attacks, " + stand.ways());
      assertEquals(List.of(), matrix.leaks());
      assertTrue(stand.ways("lane") > 0, "lanes were taken");
      assertTrue(AttackTable.isUntouched(range));
    }
  }
}
