package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Refused;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Reads the messages that carry SQL as JSON. It keeps scratch space between readings: every thread
 * has its own. Buffers stay the caller's, and unread.
 */
public final class JsonCarrier {
  private final SqlReader guard;
  private final JsonCursor json = new JsonCursor();

  public JsonCarrier(SqlReader guard) {
    this.guard = guard;
  }

  /** The body of {@code POST /v2/pipeline} and {@code /v3/pipeline}. */
  public Reading<CarrierSummary> pipeline(ByteBuf body) {
    return read(body, JsonWalk::pipeline);
  }

  /** The body of {@code POST /v3/cursor}. */
  public Reading<CarrierSummary> cursor(ByteBuf body) {
    return read(body, walk -> walk.batch(RequestKind.CURSOR));
  }

  /** The body of {@code POST /}. */
  public Reading<CarrierSummary> legacyStatements(ByteBuf body) {
    return read(body, JsonWalk::legacyStatements);
  }

  /** The body of {@code POST /v1/execute}. */
  public Reading<CarrierSummary> legacyExecute(ByteBuf body) {
    return read(body, JsonWalk::execute);
  }

  /** The body of {@code POST /v1/batch}. */
  public Reading<CarrierSummary> legacyBatch(ByteBuf body) {
    return read(body, walk -> walk.batch(RequestKind.BATCH));
  }

  /** A text message that a client sends over a WebSocket. */
  public Reading<ClientMessage> clientMessage(ByteBuf message) {
    return read(message, JsonWalk::clientMessage);
  }

  /**
   * What a pipeline's body asks of its connection, where it leaves nothing behind on it; empty
   * where it may leave something, and where sqld might not take it. The guard must have passed it
   * before.
   */
  public Optional<StatelessPipeline> stateless(ByteBuf body, boolean isThirdVersion) {
    CarrierBytes bytes = new CarrierBytes(body);
    json.open(bytes.array(), bytes.from(), bytes.to());
    try {
      return new StatelessWalk(json, isThirdVersion).pipeline();
    } catch (UnreadableException _) {
      return Optional.empty();
    } finally {
      json.close();
    }
  }

  /** Which message is expected. */
  private interface Shape<T> {
    T read(JsonWalk walk) throws UnreadableException;
  }

  private <T> Reading<T> read(ByteBuf message, Shape<T> shape) {
    CarrierBytes bytes = new CarrierBytes(message);
    json.open(bytes.array(), bytes.from(), bytes.to());
    try {
      return new Passed<>(shape.read(new JsonWalk(guard, json)));
    } catch (UnreadableException e) {
      return new Refused<>(e.reason());
    } finally {
      json.close();
    }
  }
}
