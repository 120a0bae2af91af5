package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RescueTest {

  @Test
  void anUnknownNamespaceAndAnotherTenantsLookTheSame() {
    assertEquals(
        Rescue.answerTo(new NamespaceUnknown()), Rescue.answerTo(new WrongTenant("x-namespace")));
  }

  @Test
  void whyATokenIsRefusedIsNotTold() {
    assertEquals(
        Rescue.answerTo(new TokenInvalid("the signature does not fit")),
        Rescue.answerTo(new TokenInvalid("the issuer is not known")));
  }

  @Test
  void theCauseOfADefectIsNotTold() {
    String told = Rescue.answerTo(new Bug(new IllegalStateException("secret"))).toJson();
    assertFalse(told.contains("secret"), told);
    assertFalse(
        Rescue.answerTo(new IsolationViolation("namespace")).toJson().contains("namespace"));
  }

  @Test
  void theWaitIsToldInWholeSecondsRoundedUp() {
    var answer = Rescue.answerTo(new OverLimit("requests", Duration.ofMillis(1200)));
    assertEquals("2", answer.headerValue());
    assertEquals(429, answer.status());
  }

  @Test
  void aWriteThatMayHaveHappenedIsNotCalledDown() {
    assertEquals("OUTCOME_UNKNOWN", Rescue.answerTo(new UpstreamReset(true)).code());
    assertEquals("UPSTREAM_DOWN", Rescue.answerTo(new UpstreamReset(false)).code());
  }

  @Test
  void theBodyHasTheShapesThatClientsRead() {
    String body = Rescue.answerTo(new NamespaceUnknown()).toJson();
    assertTrue(
        body.matches("\\{\"error\":\"[^\"]+\",\"message\":\"[^\"]+\",\"code\":\"[A-Z_]+\"}"));
  }
}
