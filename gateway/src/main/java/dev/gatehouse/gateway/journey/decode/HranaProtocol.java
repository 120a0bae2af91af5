package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions of Hrana that a WebSocket may speak, the one to prefer first. */
public enum HranaProtocol {
  HRANA3_PROTOBUF("hrana3-protobuf", new HranaProtobuf()),
  HRANA3("hrana3", new HranaJson()),
  HRANA2("hrana2", new HranaJson()),
  HRANA1("hrana1", new HranaJson());

  private static final String UNSUPPORTED =
      "Only these WebSocket subprotocols are supported: hrana3-protobuf hrana3 hrana2 hrana1";

  private final String subprotocol;
  private final HranaForm form;

  HranaProtocol(String subprotocol, HranaForm form) {
    this.subprotocol = subprotocol;
    this.form = form;
  }

  /** The best of what a client offers; a client that offers nothing speaks the first version. */
  static Outcome<HranaProtocol> choose(List<String> offers) {
    var names = new ArrayList<String>();
    for (String offer : offers) {
      for (String name : offer.split(",", -1)) {
        names.add(name.strip());
      }
    }
    if (names.isEmpty()) {
      return Outcome.ready(HRANA1);
    }
    for (HranaProtocol protocol : values()) {
      if (names.stream().anyMatch(protocol.subprotocol::equalsIgnoreCase)) {
        return Outcome.ready(protocol);
      }
    }
    return Outcome.stopped(new Malformed(UNSUPPORTED));
  }

  public String subprotocol() {
    return subprotocol;
  }

  /** How this version writes its messages. */
  public HranaForm form() {
    return form;
  }

  public boolean isProtobuf() {
    return this == HRANA3_PROTOBUF;
  }

  /** A whole message, or its first part. */
  public WebSocketFrame frame(ByteBuf message) {
    return isProtobuf() ? new BinaryWebSocketFrame(message) : new TextWebSocketFrame(message);
  }

  /** Whether this frame is of the kind that the version's messages come in. */
  boolean carries(WebSocketFrame frame) {
    return isProtobuf()
        ? frame instanceof BinaryWebSocketFrame
        : frame instanceof TextWebSocketFrame;
  }

  /** The subprotocol to name in an answer to this offer. */
  Optional<String> answerTo(List<String> offers) {
    return offers.isEmpty() ? Optional.empty() : Optional.of(subprotocol);
  }
}
