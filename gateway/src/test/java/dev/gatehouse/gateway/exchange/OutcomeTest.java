package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private final List<Object> ended = new ArrayList<>();

  @Test
  void theNextStageTakesTheProduct() {
    Outcome.ready(20).then(n -> Outcome.ready(n + 1)).finish(ended::add);
    assertEquals(List.of(new Ready<>(21)), ended);
  }

  @Test
  void aRefusalSkipsWhatComesAfter() {
    Outcome.<Integer>stopped(new TokenMissing())
        .then(
            n -> {
              throw new AssertionError("ran on " + n);
            })
        .finish(ended::add);
    assertEquals(List.of(new Stopped<>(new TokenMissing())), ended);
  }

  @Test
  void whatIsLaterRunsTheRestWhenItComes() {
    var later = new Later<Integer>();
    later.then(n -> Outcome.ready(n * 2)).then(n -> Outcome.ready(n + 1)).finish(ended::add);
    assertTrue(ended.isEmpty());
    assertTrue(later.complete(4));
    assertEquals(List.of(new Ready<>(9)), ended);
  }

  @Test
  void whoeverComesTooLateIsTold() {
    var later = new Later<Integer>();
    later.finish(ended::add);
    assertTrue(later.stop(new TokenExpired()));
    assertFalse(later.complete(1));
    assertFalse(later.stop(new TokenMissing()));
    assertEquals(List.of(new Stopped<>(new TokenExpired())), ended);
  }

  @Test
  void aLaterInsideALaterSettlesTheWhole() {
    var first = new Later<Integer>();
    var second = new Later<String>();
    first.then(_ -> second).finish(ended::add);
    first.complete(1);
    second.complete("done");
    assertEquals(List.of(new Ready<>("done")), ended);
  }

  @Test
  void somethingElseIsTriedAfterARefusalOnly() {
    Outcome.<Integer>stopped(new TokenMissing())
        .otherwise(_ -> Outcome.ready(7))
        .finish(ended::add);
    Outcome.ready(1).otherwise(_ -> Outcome.ready(7)).finish(ended::add);
    var later = new Later<Integer>();
    later.otherwise(_ -> Outcome.ready(8)).finish(ended::add);
    later.stop(new TokenMissing());
    assertEquals(List.of(new Ready<>(7), new Ready<>(1), new Ready<>(8)), ended);
  }
}
