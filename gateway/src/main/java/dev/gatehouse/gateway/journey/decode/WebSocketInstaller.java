package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.flow.FlowControlHandler;
import java.util.function.BiConsumer;

/** Equips a channel for a session, once both sides have agreed on its terms. */
public final class WebSocketInstaller {
  private final SessionBounds bounds;
  private final BiConsumer<WebSocketSession, Outcome<Arrived>> journey;

  public WebSocketInstaller(
      SessionBounds bounds, BiConsumer<WebSocketSession, Outcome<Arrived>> journey) {
    this.bounds = bounds;
    this.journey = journey;
  }

  /** The terms for a request with these headers, over whichever HTTP it came. */
  Outcome<WebSocketTerms> termsFor(HttpHeaders asked) {
    return WebSocketTerms.of(asked, bounds.compress());
  }

  /** Adds the handlers of a session, top to bottom in the order of the wire. */
  void install(ChannelPipeline pipeline, WebSocketTerms terms, ClientAddress client) {
    Channel channel = pipeline.channel();
    pipeline.addLast(new WebSocket13FrameEncoder(false));
    pipeline.addLast(new WebSocket13FrameDecoder(decoding(terms)));
    pipeline.addLast(new FlowControlHandler());
    if (terms.isDeflated()) {
      MessageDeflate.install(pipeline, bounds.messageBytesMax());
    }
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(new WebSocketFrameAggregator(bounds.messageBytesMax()));
    pipeline.addLast(sessionHandler(channel, terms, client));
  }

  private WebSocketDecoderConfig decoding(WebSocketTerms terms) {
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(bounds.messageBytesMax())
        .expectMaskedFrames(true)
        .allowMaskMismatch(false)
        .allowExtensions(terms.isDeflated())
        .closeOnProtocolViolation(false)
        .withUTF8Validator(false)
        .build();
  }

  private WebSocketSessionHandler sessionHandler(
      Channel channel, WebSocketTerms terms, ClientAddress client) {
    var journal = new Journal(client.toString(), terms.trace());
    var reply = new WebSocketReplySink(channel, terms.protocol(), journal);
    var deadline = new Deadline(channel.eventLoop());
    var exchange = new Exchange(channel.eventLoop(), reply, deadline, journal, client);
    exchange.onEnd(deadline::cancel);
    var session =
        new WebSocketSession(
            exchange,
            terms.protocol(),
            new HranaHello(terms.asked()),
            reply,
            new Backpressure(channel));
    var handler =
        new WebSocketSessionHandler(
            channel, session, bounds, new Deadline(channel.eventLoop()), journey);
    reply.onClosing(handler::onClosing);
    return handler;
  }
}
