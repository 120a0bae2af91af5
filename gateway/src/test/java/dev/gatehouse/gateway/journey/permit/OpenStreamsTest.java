package dev.gatehouse.gateway.journey.permit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.permit.StreamHold.Kind;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.testkit.ManualClock;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private static final Duration FORGOTTEN = Duration.ofSeconds(41);
  private static final NamespaceId A = NamespaceId.random();
  private static final NamespaceId B = NamespaceId.random();

  private final ManualClock clock = new ManualClock();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final OpenStreams streams = new OpenStreams(2, clock::nanos);

  /** An exchange on a stream. */
  private final class Run {
    private final Exchange exchange =
        new Exchange(
            channel.eventLoop(),
            new SilentReply(() -> {}),
            new Deadline(channel.eventLoop()),
            new Journal("test"),
            new ClientAddress(InetAddress.getLoopbackAddress()));
    private final StreamHold hold;
    private final boolean refused;

    Run(NamespaceId tenant, Kind kind, @Nullable String handle, boolean closes) {
      hold = streams.holdFor(tenant);
      hold.begin(kind, handle, closes, exchange);
      refused = hold.open(exchange).isPresent();
    }

    Run(Kind kind) {
      this(A, kind, null, false);
    }

    Run sent() {
      hold.onSent();
      return this;
    }

    Run answered(@Nullable String baton) {
      hold.onSent();
      hold.onAnswer(true);
      if (baton != null) {
        hold.onBaton(baton);
      }
      hold.onOpening();
      return this;
    }

    Run failed() {
      hold.onSent();
      hold.onAnswer(false);
      return this;
    }

    void end() {
      exchange.releaseAll();
    }
  }

  private void assertHeld(int expected) {
    assertEquals(expected, streams.heldBy(A));
    assertEquals(expected, streams.total());
  }

  private void assertFreeAfter(Duration lifetime) {
    assertHeld(1);
    clock.advance(lifetime.minusSeconds(1));
    assertHeld(1);
    clock.advance(Duration.ofSeconds(2));
    assertHeld(0);
  }

  @AfterEach
  void nothingStaysBehind() {
    clock.advance(FORGOTTEN);
    assertHeld(0);
    channel.close();
  }

  @Test
  void aStreamThatOnlyPassesEndsWithItsExchange() {
    var run = new Run(Kind.PASSING).sent();
    assertHeld(1);
    run.end();
    assertHeld(0);
  }

  @Test
  void aTenantHasSoMany() {
    var first = new Run(Kind.PASSING);
    var second = new Run(Kind.BATON);
    assertTrue(new Run(Kind.CLIENT_ID).refused);
    assertEquals(
        Optional.of(new OverLimit("open streams", Duration.ofSeconds(1))), streams.take(A));
    assertEquals(Optional.empty(), streams.take(B));
    streams.give(B);
    first.end();
    second.end();
    assertHeld(0);
  }

  @Test
  void aRefusedRequestGivesNothingBack() {
    var first = new Run(Kind.PASSING);
    var second = new Run(Kind.PASSING);
    var third = new Run(Kind.PASSING);
    third.end();
    assertHeld(2);
    first.end();
    second.end();
  }

  @Test
  void aBatonKeepsItsStreamUntilSqldForgetsIt() {
    new Run(Kind.BATON).answered("one").end();
    assertFreeAfter(Duration.ofSeconds(12));
  }

  @Test
  void aRequestWithABatonRunsOnTheStreamThatCountsAlready() {
    new Run(Kind.BATON).answered("one").end();
    new Run(Kind.BATON).answered("two").end();
    String baton = "one";
    for (String next : new String[] {"three", "four", "five"}) {
      var run = new Run(A, Kind.BATON, baton, false);
      assertFalse(run.refused);
      assertHeld(2);
      run.answered(next).end();
      assertHeld(2);
      baton = next;
    }
  }

  @Test
  void anAnswerWithoutABatonClosesTheStream() {
    new Run(Kind.BATON).answered("one").end();
    new Run(A, Kind.BATON, "one", true).answered(null).end();
    assertHeld(0);
  }

  @Test
  void aBatonOfAnotherTenantOpensNothing() {
    new Run(Kind.BATON).answered("one").end();
    new Run(B, Kind.BATON, "one", false).failed().end();
    assertHeld(1);
  }

  @Test
  void anAnswerThatNobodyReadMayHaveLeftAStream() {
    new Run(Kind.BATON).sent().end();
    assertFreeAfter(Duration.ofSeconds(12));
  }

  @Test
  void anAnswerThatNobodyReadLeavesNothingOfARequestThatCloses() {
    new Run(A, Kind.BATON, null, true).sent().end();
    assertHeld(0);
  }

  @Test
  void aRequestThatNeverWentOutLeavesNothing() {
    new Run(Kind.BATON).end();
    new Run(Kind.CLIENT_ID).end();
    assertHeld(0);
  }

  @Test
  void aRequestThatNeverWentOutLeavesItsStreamResting() {
    new Run(Kind.BATON).answered("one").end();
    new Run(A, Kind.BATON, "one", false).end();
    assertHeld(1);
    new Run(A, Kind.BATON, "one", false).answered(null).end();
    assertHeld(0);
  }

  @Test
  void aStreamDoesNotOutliveAnErrorThatItBeganWith() {
    new Run(Kind.BATON).failed().end();
    assertHeld(0);
  }

  @Test
  void aStreamMayOutliveALaterError() {
    new Run(Kind.BATON).answered("one").end();
    new Run(A, Kind.BATON, "one", false).failed().end();
    assertFreeAfter(Duration.ofSeconds(12));
  }

  @Test
  void aStreamDoesNotOutliveItsUpstream() {
    var run = new Run(Kind.BATON).sent();
    run.hold.onBroken();
    run.end();
    assertHeld(0);
  }

  @Test
  void aClientIdIsOneStreamHoweverOftenItIsUsed() {
    for (int i = 0; i < 5; i++) {
      new Run(A, Kind.CLIENT_ID, "id", false).sent().end();
      assertHeld(1);
    }
    var one = new Run(A, Kind.CLIENT_ID, "id", false).sent();
    var atOnce = new Run(A, Kind.CLIENT_ID, "id", false).sent();
    one.end();
    atOnce.end();
    assertFreeAfter(Duration.ofSeconds(40));
  }

  @Test
  void aFarewellGivesAClientIdsStreamBack() {
    new Run(A, Kind.CLIENT_ID, "id", false).sent().end();
    new Run(A, Kind.FAREWELL, "id", false).failed().end();
    assertHeld(1);
    new Run(A, Kind.FAREWELL, "id", false).answered(null).end();
    assertHeld(0);
  }

  @Test
  void whatSqldHasForgottenMakesRoom() {
    new Run(Kind.BATON).answered("one").end();
    new Run(Kind.BATON).answered("two").end();
    assertTrue(new Run(Kind.PASSING).refused);
    clock.advance(Duration.ofSeconds(13));
    var run = new Run(Kind.PASSING);
    assertFalse(run.refused);
    run.end();
  }
}
