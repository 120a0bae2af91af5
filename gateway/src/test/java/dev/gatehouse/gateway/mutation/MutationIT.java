package dev.gatehouse.gateway.mutation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.attack.Attack;
import dev.gatehouse.attack.AttackTable;
import dev.gatehouse.attack.Range;
import dev.gatehouse.attack.Range.Tenant;
import dev.gatehouse.attack.Rule;
import dev.gatehouse.attack.Verdict;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.NaiveGateway;
import dev.gatehouse.testkit.OpenSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever rule is switched off, an attack comes through. */
class MutationIT {
  /** Of so many carriers one has its turn; the next attack begins with the next. */
  private static final int STRIDE = 5;

  /** The rules that are kept before a request is one, and by making a new one of it. */
  private static final Set<Rule> OF_THE_WIRE = EnumSet.of(Rule.ROUTES, Rule.FRAMING);

  @ParameterizedTest
  @EnumSource
  @Timeout(120)
  void isNoticed(Mutant mutant) throws Exception {
    if (mutant.isBeforeOpenSqld()) {
      try (OpenSqld sqld = OpenSqld.start()) {
        isNoticed(mutant, sqld.http(), SigningKey.generate(), id -> create(sqld, id.value()));
      }
    } else {
      try (RunningSqld sqld = RunningSqld.start(false)) {
        isNoticed(mutant, sqld.http(), sqld.tokenKey(), sqld::create);
      }
    }
  }

  private static void isNoticed(
      Mutant mutant, URI sqld, SigningKey key, Consumer<NamespaceId> create) throws Exception {
    Class<?> stands = new MutatedClasses(mutant.lifts()).loadClass(MutantStand.class.getName());
    try (var stand =
        (AutoCloseable)
            stands
                .getConstructor(URI.class, SigningKey.class, Consumer.class)
                .newInstance(sqld, key, create)) {
      Range range = (Range) ((Supplier<?>) stand).get();
      @SuppressWarnings("unchecked")
      var issuer = (UnaryOperator<String>) stand;
      Stream<Attack> rows =
          Stream.concat(AttackTable.all().stream(), AttackTable.signedBy(issuer).stream())
              .filter(attack -> attack.rule() == mutant.rule());
      noticed(mutant.name(), mutant.rule(), rows.toList(), range);
    }
  }

  @Test
  @Timeout(120)
  void aGatewayThatPassesBytesOnIsNoticed() throws Exception {
    try (OpenSqld sqld = OpenSqld.start();
        NaiveGateway naive =
            NaiveGateway.before(
                sqld.http(), Map.of("a.a.a", "attacker", "a.r.a", "attacker", "v.v.v", "victim"))) {
      sqld.create("attacker");
      sqld.create("victim");
      var range =
          new Range(
              naive.url(), new Tenant("attacker", "a.a.a"), "a.r.a", new Tenant("victim", "v.v.v"));
      for (Rule rule : OF_THE_WIRE) {
        List<Attack> rows =
            AttackTable.all().stream().filter(attack -> attack.rule() == rule).toList();
        noticed("BYTES_PASSED_ON", rule, rows, range);
      }
    }
  }

  @Test
  void everyRuleIsSwitchedOff() {
    Set<Rule> off = EnumSet.copyOf(OF_THE_WIRE);
    for (Mutant mutant : Mutant.values()) {
      off.add(mutant.rule());
    }
    assertTrue(off.containsAll(EnumSet.allOf(Rule.class)), off::toString);
  }

  private static void noticed(String mutant, Rule rule, List<Attack> rows, Range range)
      throws IOException, InterruptedException {
    AttackTable.plant(range);
    List<Attack> tried = spread(rows);
    List<Attack> through = new ArrayList<>();
    var heldBy = new LinkedHashMap<Attack, String>();
    for (Attack attack : tried) {
      Verdict verdict = attack.run(range);
      if (!verdict.held() && !verdict.isUntried()) {
        through.add(attack);
      } else {
        heldBy.put(attack, verdict.evidence());
      }
    }
    System.out.printf(
        "%s without %s: %d of %d rows came through%n", rule, mutant, through.size(), tried.size());
    through.forEach(attack -> System.out.println("  " + attack));
    assertFalse(through.isEmpty(), () -> "no row notices " + mutant + ": " + heldBy);
  }

  /**
   * Every attack, over all of its carriers where they are few, and over some where they are many.
   */
  private static List<Attack> spread(List<Attack> rows) {
    var byName = new LinkedHashMap<String, List<Attack>>();
    rows.forEach(row -> byName.computeIfAbsent(row.name(), _ -> new ArrayList<>()).add(row));
    List<Attack> some = new ArrayList<>();
    int turn = 0;
    for (List<Attack> carried : byName.values()) {
      int stride = carried.size() < STRIDE ? 1 : STRIDE;
      for (int i = turn++ % stride; i < carried.size(); i += stride) {
        some.add(carried.get(i));
      }
    }
    return some;
  }

  private static void create(OpenSqld sqld, String namespace) {
    try {
      sqld.create(namespace);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
