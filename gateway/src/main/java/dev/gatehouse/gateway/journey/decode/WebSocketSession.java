package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The client's side of a session, from its hello to its end. */
public final class WebSocketSession {
  private final Exchange exchange;
  private final HranaProtocol protocol;
  private final HranaHello hellos;
  private final WebSocketReplySink reply;
  private final Backpressure reads;
  private @Nullable Reader reader;

  /** Whoever takes what the client says. */
  public interface Reader {
    /** Takes a request, and with it the ownership of its bytes. */
    void onRequest(Request request, ByteBuf message);

    /** The client shows a token once more. */
    void onHello(Hello hello);

    /** Everything that was read at once has been handed over. */
    void onClientPause();

    /** The client has said farewell. */
    void onFarewell();

    /**
     * Gatehouse is about to stop.
     *
     * @param betweenAnswers whether open streams hold it up only while they have a transaction
     */
    void onDrain(boolean betweenAnswers);
  }

  WebSocketSession(
      Exchange exchange,
      HranaProtocol protocol,
      HranaHello hellos,
      WebSocketReplySink reply,
      Backpressure reads) {
    this.exchange = exchange;
    this.protocol = protocol;
    this.hellos = hellos;
    this.reply = reply;
    this.reads = reads;
  }

  public Exchange exchange() {
    return exchange;
  }

  public HranaProtocol protocol() {
    return protocol;
  }

  public WebSocketReplySink reply() {
    return reply;
  }

  /** The request that a hello makes, on an exchange. */
  public Outcome<Arrived> arrive(Exchange on, Hello hello) {
    return hellos.arrive(on, hello);
  }

  /** Starts the flow of requests to this reader. */
  public void readTo(Reader taker) {
    reader = taker;
    resume(PauseReason.BODY_UNCLAIMED);
  }

  public void pause(PauseReason reason) {
    reads.pause(reason);
  }

  /** Goes on; what waited is handed over before this returns. */
  public void resume(PauseReason reason) {
    if (!reads.isPaused()) {
      return;
    }
    reads.resume(reason);
    if (reader != null) {
      reader.onClientPause();
    }
  }

  boolean isPaused() {
    return reads.isPaused();
  }

  @Nullable Reader reader() {
    return reader;
  }
}
