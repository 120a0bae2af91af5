package dev.gatehouse.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlansTest {
  private static final Limits STANDARD = new Limits(10, 100, 4);
  private static final Limits PRO = new Limits(20, 200, 8);
  private static final Limits OWN = new Limits(30, 300, 12);
  private static final Quota STANDARD_QUOTA = reads(1_000);
  private static final Quota PRO_QUOTA = reads(2_000);

  private final Plans plans =
      new Plans(STANDARD, STANDARD_QUOTA, List.of(new Plan("pro", PRO, PRO_QUOTA)));

  private static Quota reads(long rows) {
    return new Quota(OptionalLong.of(rows), OptionalLong.empty(), OptionalLong.empty());
  }

  private static TenantRecord tenant(
      Optional<String> plan, Optional<Limits> own, Optional<Quota> ownQuota) {
    return new TenantRecord(
        new Namespace("alpha"),
        NamespaceId.random(),
        new NodeId("main"),
        Lifecycle.ACTIVE,
        plan,
        own,
        ownQuota);
  }

  @Test
  void takesWhatIsSetForTheTenantBeforeItsPlan() {
    var tenant = tenant(Optional.of("pro"), Optional.of(OWN), Optional.of(Quota.NONE));

    assertEquals(OWN, plans.limitsOf(tenant));
    assertEquals(Quota.NONE, plans.quotaOf(tenant));
  }

  @Test
  void takesThePlanBeforeTheStandard() {
    var tenant = tenant(Optional.of("pro"), Optional.empty(), Optional.empty());

    assertEquals(PRO, plans.limitsOf(tenant));
    assertEquals(PRO_QUOTA, plans.quotaOf(tenant));
  }

  @Test
  void decidesLimitsAndQuotaApart() {
    var ownLimits = tenant(Optional.of("pro"), Optional.of(OWN), Optional.empty());
    var ownQuota = tenant(Optional.of("pro"), Optional.empty(), Optional.of(Quota.NONE));

    assertEquals(PRO_QUOTA, plans.quotaOf(ownLimits));
    assertEquals(PRO, plans.limitsOf(ownQuota));
  }

  @Test
  void takesTheStandardWithoutAPlanAndOnOneThatNobodyKnows() {
    for (Optional<String> plan : List.of(Optional.<String>empty(), Optional.of("gone"))) {
      var tenant = tenant(plan, Optional.empty(), Optional.empty());

      assertEquals(STANDARD, plans.limitsOf(tenant));
      assertEquals(STANDARD_QUOTA, plans.quotaOf(tenant));
    }
    assertEquals(Set.of("pro"), plans.names());
  }
}
