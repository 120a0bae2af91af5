package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Rule;
import dev.gatehouse.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttackTableTest {
  private static final Pattern TEST_NAME = Pattern.compile("\\b([A-Z]\\w+(?:Test|IT|Contract))\\b");
  private static final int SOURCE_DEPTH = 14;
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
  void everyHeadingInTheDocumentNamesATestThatExists() throws Exception {
    String document = Files.readString(Repository.root().resolve("docs/isolation.md"));
    Set<String> tests = testClasses();
    for (String section : document.split("\n## ", -1)) {
      String heading = section.lines().findFirst().orElse("");
      List<String> named = TEST_NAME.matcher(section).results().map(name -> name.group(1)).toList();
      assertFalse(named.isEmpty(), () -> "no test is named under: " + heading);
      assertTrue(tests.containsAll(named), () -> named + " under: " + heading);
    }
  }

  private static Set<String> testClasses() throws IOException {
    try (Stream<Path> files =
        Files.find(
            Repository.root(),
            SOURCE_DEPTH,
            (file, _) ->
                file.toString().contains("src/test/java") && file.toString().endsWith(".java"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .collect(Collectors.toSet());
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
