package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.Breakers;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import dev.gatehouse.gateway.journey.send.WebSocketDial;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConvoyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final InetSocketAddress NODE = InetSocketAddress.createUnresolved("node", 1);
  private static final HttpRequest HEAD =
      new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v2/pipeline");

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Convoy convoy = new Convoy(new Convoys(group()));
  private int broken;

  private LaneGroup group() {
    var loop = channel.eventLoop();
    var breakers =
        new Breakers(
            new BreakerBounds(1, PATIENCE, PATIENCE, 1),
            (_, _, _) -> {},
            PATIENCE,
            System::nanoTime);
    var dial = new WebSocketDial(NioSocketChannel.class, breakers, PATIENCE);
    var rack = new LaneRack(new Lanes(List.of(loop), LaneBounds.DEFAULT, dial, PATIENCE), loop);
    var tenant =
        new TenantRecord(
            new Namespace("a"),
            NamespaceId.random(),
            new NodeId("node"),
            Lifecycle.ACTIVE,
            Optional.empty());
    return new LaneGroup(rack, tenant, NODE, 0);
  }

  private ConvoySeat seat() {
    ConvoySeat seat = convoy.seat(StatelessPipeline.ofReads(0));
    seat.receiveTo(
        new UpstreamReceiver() {
          @Override
          public void onHead(HttpResponse head) {}

          @Override
          public void onBody(ByteBuf chunk) {
            chunk.release();
          }

          @Override
          public void onEnd() {}

          @Override
          public void onPauseInReading() {}

          @Override
          public void onBroken(boolean malformed) {
            broken++;
          }
        });
    return seat;
  }

  private static void send(ConvoySeat seat) {
    seat.send(HEAD, Unpooled.EMPTY_BUFFER, () -> {});
  }

  @AfterEach
  void stop() {
    channel.close();
  }

  @Test
  void doesNotLeaveWithoutAnybody() {
    ConvoySeat first = seat();
    ConvoySeat second = seat();
    send(first);
    send(second);
    first.close();
    assertFalse(convoy.isDeserted());
    second.close();
    assertTrue(convoy.isDeserted());
    assertEquals(0, broken);
  }

  @Test
  void whoComesTooLateGoesAnotherWay() {
    ConvoySeat late = seat();
    assertTrue(convoy.isDeserted());
    send(late);
    assertEquals(1, broken);
  }
}
