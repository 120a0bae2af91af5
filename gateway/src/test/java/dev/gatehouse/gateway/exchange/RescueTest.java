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
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.List;
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
    assertEquals(List.of(new Answer.Header(HttpHeaderNames.RETRY_AFTER, "2")), answer.headers());
    assertEquals(429, answer.status());
  }

  @Test
  void theWindowsOfARateAreToldAsTheDraftOfTheIetfHasIt() {
    var answer =
        Rescue.answerTo(
            new OverLimit(
                "requests",
                Duration.ofMillis(900),
                List.of(
                    new RateWindow("second", 1000, 1, 0, 1),
                    new RateWindow("minute", 18_000, 60, 17, 1))));

    assertEquals(
        List.of(
            new Answer.Header(HttpHeaderNames.RETRY_AFTER, "1"),
            new Answer.Header("ratelimit-policy", "\"second\";q=1000;w=1, \"minute\";q=18000;w=60"),
            new Answer.Header("ratelimit", "\"second\";r=0;t=1, \"minute\";r=17")),
        answer.headers());
    assertEquals("Too much at once: requests; try again in 1 s", answer.text());
    assertEquals(Duration.ofMillis(900), answer.retryAfter());
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
