package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinuteQuotaTest {
  @Test
  void countsEachForItself() {
    var quota = new MinuteQuota<String>("calls", 2, 10);
    assertTrue(quota.take("a").isEmpty());
    assertTrue(quota.take("a").isEmpty());
    OverLimit refusal = assertInstanceOf(OverLimit.class, quota.take("a").orElseThrow());
    assertEquals("calls", refusal.dimension());
    assertTrue(refusal.retryAfter().compareTo(Duration.ofSeconds(31)) < 0);
    assertTrue(quota.take("b").isEmpty());
  }
}
