package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.TraceContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * What a client and Gatehouse agree on before the first frame, over whichever HTTP.
 *
 * @param protocol the Hrana that both speak
 * @param subprotocolAnswer the subprotocol to name in the answer, where the client named any
 * @param isDeflated whether messages may be deflated
 * @param asked the headers of the request
 * @param trace which trace the session is part of
 */
record WebSocketTerms(
    HranaProtocol protocol,
    Optional<String> subprotocolAnswer,
    boolean isDeflated,
    HttpHeaders asked,
    TraceContext trace) {
  private static final List<String> VERSION = List.of("13");

  /** The terms for a request with these headers, or why there are none. */
  static Outcome<WebSocketTerms> of(HttpHeaders asked, boolean compress) {
    if (!asked.getAll(HttpHeaderNames.SEC_WEBSOCKET_VERSION).equals(VERSION)) {
      return Outcome.stopped(new Malformed("the WebSocket version is not 13"));
    }
    List<String> offers = asked.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    boolean deflated =
        compress
            && MessageDeflate.isOfferedBy(asked.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
    return HranaProtocol.choose(offers)
        .then(
            protocol ->
                Outcome.ready(
                    new WebSocketTerms(
                        protocol,
                        protocol.answerTo(offers),
                        deflated,
                        asked,
                        TraceContext.of(asked))));
  }

  /** Names the terms in the answer. */
  void writeTo(HttpHeaders answer) {
    answer.set(TraceContext.ANSWERED_IN, trace.id());
    subprotocolAnswer.ifPresent(name -> answer.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, name));
    if (isDeflated) {
      answer.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, MessageDeflate.ANSWER);
    }
  }
}
