package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Rule;
import dev.gatehouse.testkit.Repository;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttackTableTest {
  private static final List<Attack> ATTACKS = AttackTable.all();

  @Test
  void everyRuleHasAnAttack() {
    var attacked =
        ATTACKS.stream()
            .map(Attack::rule)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class)));
    assertEquals(EnumSet.allOf(Rule.class), attacked);
  }

  @Test
  void everyRuleHasAHeadingInTheDocument() throws Exception {
    String document = Files.readString(Repository.root().resolve("docs/isolation.md"));
    for (Rule rule : Rule.values()) {
      assertTrue(document.contains("\n## " + rule.heading() + "\n"), rule::heading);
    }
  }

  @Test
  void thereAreManyAttacks() {
    long names = ATTACKS.stream().map(Attack::name).distinct().count();
    assertTrue(names >= 80, names + " attacks");
  }

  @Test
  void noAttackStandsTwice() {
    assertEquals(ATTACKS.size(), ATTACKS.stream().map(Attack::toString).distinct().count());
  }
}
