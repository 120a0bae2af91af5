package dev.gatehouse.gateway.journey.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesNobodyTakesTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final DecodeBounds BOUNDS =
      new DecodeBounds(8 << 10, 16 << 10, 4 << 20, LONG, LONG, LONG);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteBuf bytes = Unpooled.buffer().writeZero(8);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    assertEquals(0, bytes.refCnt());
  }

  private void serve(BiConsumer<Exchange, Outcome<Arrived>> journey) {
    var reader =
        new RequestReader(
            BOUNDS,
            new CorsPolicy(List.of()),
            new ForwardedAddress(ForwardedAddress.Source.NONE, AddressRanges.NONE));
    channel
        .pipeline()
        .addLast(
            new HttpExchangeHandler(
                new Http1Carrier(channel, BOUNDS),
                new ClientAddress(InetAddress.getLoopbackAddress()),
                reader,
                journey));
  }

  private static void refuse(Exchange exchange, Outcome<Arrived> arrived) {
    exchange.refuse(new TokenMissing());
    exchange.releaseAll();
  }

  private static void wait(Exchange exchange, Outcome<Arrived> arrived) {
    Later<Boolean> forever = exchange.await(LONG, RequestTimeout::new);
    forever.finish(
        outcome -> {
          if (outcome instanceof Outcome.Stopped<Boolean>(var refusal)) {
            exchange.refuse(refusal);
          }
          exchange.releaseAll();
        });
  }

  private static HttpRequest head(long length) {
    var head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v2/pipeline");
    head.headers().set(HttpHeaderNames.HOST, "a").set(HttpHeaderNames.CONTENT_LENGTH, length);
    return head;
  }

  @Test
  void areGivenBackAfterARefusalThatGoesOn() {
    serve(MessagesNobodyTakesTest::refuse);
    channel.writeInbound(head(16), new DefaultHttpContent(bytes));
    assertTrue(channel.isActive());
  }

  @Test
  void areGivenBackAfterARefusalThatEnds() {
    serve(MessagesNobodyTakesTest::refuse);
    channel.writeInbound(head(1 << 20), new DefaultHttpContent(bytes));
    assertFalse(channel.isActive());
  }

  @Test
  void areGivenBackWhenNobodyEverReadsTheBody() {
    serve(MessagesNobodyTakesTest::wait);
    channel.writeInbound(head(16), new DefaultHttpContent(bytes));
    assertEquals(1, bytes.refCnt());
    assertFalse(channel.config().isAutoRead());
    channel.close();
  }

  @Test
  void areGivenBackWhenTheirTurnNeverComes() {
    serve(MessagesNobodyTakesTest::wait);
    channel.writeInbound(head(0), new DefaultLastHttpContent());
    channel.writeInbound(head(8), new DefaultLastHttpContent(bytes));
    assertFalse(channel.config().isAutoRead());
    channel.close();
  }

  @Test
  void areGivenBackWhenTheyAreBroken() {
    serve(MessagesNobodyTakesTest::wait);
    var broken = new DefaultLastHttpContent(bytes);
    broken.setDecoderResult(DecoderResult.failure(new IllegalArgumentException()));
    channel.writeInbound(head(16), broken);
    FullHttpResponse refusal = channel.readOutbound();
    assertEquals(400, refusal.status().code());
    refusal.release();
  }

  @Test
  void areGivenBackWhenAnswersFailBecauseTheClientIsGone() {
    serve(
        (exchange, _) -> {
          channel.close();
          exchange.reply().head(200, new DefaultHttpHeaders());
          exchange.reply().body(bytes);
          exchange.reply().end();
          exchange.releaseAll();
        });
    channel.writeInbound(head(0), new DefaultLastHttpContent());
  }
}
