package dev.gatehouse.gateway.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever lanes no longer keep apart, a trial tells. */
@RealSqld(hardened = true)
@Timeout(120)
class LaneMutationIT {

  @Test
  void allHoldsAsItIsWritten(RunningSqld sqld) throws Exception {
    assertEquals(Set.of(), failed(List.of(), sqld));
  }

  @ParameterizedTest
  @EnumSource
  void isNoticed(LaneMutant mutant, RunningSqld sqld) throws Exception {
    Set<?> failed = failed(mutant.lifts(), sqld);
    assertTrue(failed.contains(mutant.trial()), () -> mutant + " is noticed by " + failed);
  }

  private static Set<?> failed(List<Lift> lifts, RunningSqld sqld) throws Exception {
    Class<?> trials = new MutatedClasses(lifts).loadClass(LaneTrials.class.getName());
    Consumer<NamespaceId> create = sqld::create;
    try (var stand =
        (AutoCloseable)
            trials
                .getConstructor(URI.class, SigningKey.class, Consumer.class)
                .newInstance(sqld.http(), sqld.tokenKey(), create)) {
      return (Set<?>) ((Callable<?>) stand).call();
    }
  }
}
