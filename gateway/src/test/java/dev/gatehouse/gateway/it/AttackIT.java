package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Matrix;
import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Range.Tenant;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SqldExtension.class)
class AttackIT {

  @Test
  @Timeout(300)
  void noAttackComesThroughOnAnyProtocol(RunningSqld sqld) throws Exception {
    try (var stand = new GatewayStand(sqld.http(), sqld.tokenKey())) {
      Range range = range(stand, sqld);
      AttackTable.plant(range);
      var matrix = new Matrix();
      for (Attack attack : AttackTable.all()) {
        matrix.add(attack, attack.run(range));
      }
      for (Attack attack : AttackTable.signedBy(stand::sign)) {
        matrix.add(attack, attack.run(range));
      }
      matrix.lines().forEach(System.out::println);
      System.out.println(matrix.size() + " attacks");
      assertEquals(List.of(), matrix.leaks());
      assertTrue(AttackTable.isUntouched(range));
    }
  }

  static Range range(GatewayStand stand, RunningSqld sqld) {
    return new Range(
        stand.url(),
        tenant("attacker", stand, sqld),
        stand.token("attacker", Access.READ_ONLY),
        tenant("victim", stand, sqld));
  }

  private static Tenant tenant(String name, GatewayStand stand, RunningSqld sqld) {
    NamespaceId id = stand.tenant(name, Lifecycle.ACTIVE).id();
    sqld.create(id);
    return new Tenant(name, id.value(), stand.token(name, Access.READ_WRITE));
  }
}
