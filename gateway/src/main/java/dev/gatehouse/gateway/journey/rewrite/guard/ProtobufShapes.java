package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.ProtobufShape.Role;

/** The protobuf messages of Hrana and of the gRPC service Proxy. */
final class ProtobufShapes {
  private static final ProtobufShape EMPTY = new ProtobufShape();

  private static final ProtobufShape VALUE =
      new ProtobufShape()
          .with(1, EMPTY)
          .with(2, Role.VARINT)
          .with(3, Role.FIXED64)
          .with(4, Role.TEXT)
          .with(5, Role.BYTES)
          .exclusive(1, 5);
  private static final ProtobufShape NAMED_ARG =
      new ProtobufShape().with(1, Role.TEXT).with(2, VALUE);
  private static final ProtobufShape STATEMENT =
      new ProtobufShape()
          .with(1, Role.SQL)
          .with(2, Role.VARINT)
          .withMany(3, VALUE)
          .withMany(4, NAMED_ARG)
          .with(5, Role.VARINT)
          .with(6, Role.VARINT)
          .statement();
  private static final ProtobufShape STEP =
      new ProtobufShape().with(1, condition()).with(2, STATEMENT).required(2);
  private static final ProtobufShape BATCH =
      new ProtobufShape().withMany(1, STEP).with(2, Role.VARINT);

  private static final ProtobufShape STORE_SQL =
      new ProtobufShape().with(1, Role.VARINT).with(2, Role.SQL);
  private static final ProtobufShape ONE_NUMBER = new ProtobufShape().with(1, Role.VARINT);
  private static final ProtobufShape ONE_STREAM = new ProtobufShape().with(1, Role.STREAM_ID);

  private static final ProtobufShape REQUEST =
      new ProtobufShape()
          .with(1, RequestKind.CLOSE, EMPTY)
          .with(2, RequestKind.EXECUTE, new ProtobufShape().with(1, STATEMENT).required(1))
          .with(3, RequestKind.BATCH, new ProtobufShape().with(1, BATCH).required(1))
          .with(4, RequestKind.SEQUENCE, sqlOrId(1, Role.SQL, Role.VARINT))
          .with(5, RequestKind.DESCRIBE, sqlOrId(1, Role.DESCRIBED_SQL, Role.STORED_DESCRIBED))
          .with(6, RequestKind.STORE_SQL, STORE_SQL)
          .with(7, RequestKind.CLOSE_SQL, ONE_NUMBER)
          .with(8, RequestKind.GET_AUTOCOMMIT, EMPTY)
          .exclusive(1, 8);

  /** The body of a pipeline. */
  static final ProtobufShape PIPELINE =
      new ProtobufShape().with(1, Role.HANDLE).withMany(2, REQUEST);

  /** The body of a cursor. */
  static final ProtobufShape CURSOR =
      new ProtobufShape().with(1, Role.HANDLE).with(2, RequestKind.CURSOR, BATCH).required(2);

  private static final ProtobufShape HELLO = new ProtobufShape().with(1, Role.HANDLE);
  private static final ProtobufShape SOCKET_REQUEST =
      new ProtobufShape()
          .with(1, Role.REQUEST_ID)
          .with(2, RequestKind.OPEN_STREAM, ONE_STREAM)
          .with(3, RequestKind.CLOSE_STREAM, ONE_STREAM)
          .with(4, RequestKind.EXECUTE, onStream().with(2, STATEMENT).with(3, Role.VARINT))
          .with(5, RequestKind.BATCH, onStream().with(2, BATCH))
          .with(6, RequestKind.OPEN_CURSOR, onStream().with(2, Role.VARINT).with(3, BATCH))
          .with(7, RequestKind.CLOSE_CURSOR, ONE_NUMBER)
          .with(
              8,
              RequestKind.FETCH_CURSOR,
              new ProtobufShape().with(1, Role.VARINT).with(2, Role.VARINT))
          .with(9, RequestKind.SEQUENCE, sqlOrId(2, Role.SQL, Role.VARINT).with(1, Role.STREAM_ID))
          .with(
              10,
              RequestKind.DESCRIBE,
              sqlOrId(2, Role.DESCRIBED_SQL, Role.STORED_DESCRIBED).with(1, Role.STREAM_ID))
          .with(11, RequestKind.STORE_SQL, STORE_SQL)
          .with(12, RequestKind.CLOSE_SQL, ONE_NUMBER)
          .with(13, RequestKind.GET_AUTOCOMMIT, ONE_STREAM)
          .exclusive(2, 13);

  /** A binary message that a client sends over a WebSocket. */
  static final ProtobufShape CLIENT_MESSAGE =
      new ProtobufShape().with(1, RequestKind.HELLO, HELLO).with(2, SOCKET_REQUEST).exclusive(1, 2);

  private static final ProtobufShape PROXY_VALUE = new ProtobufShape().with(1, Role.BYTES);
  private static final ProtobufShape QUERY =
      new ProtobufShape()
          .with(1, Role.SQL)
          .with(2, new ProtobufShape().withMany(1, PROXY_VALUE))
          .with(3, new ProtobufShape().withMany(1, Role.TEXT).withMany(2, PROXY_VALUE))
          .with(4, Role.VARINT)
          .exclusive(2, 3)
          .statement();
  private static final ProtobufShape PROGRAM =
      new ProtobufShape()
          .withMany(1, new ProtobufShape().with(1, proxyCondition()).with(2, QUERY).required(2));

  /** The request of {@code Proxy/Execute}. */
  static final ProtobufShape PROXY_EXECUTE =
      new ProtobufShape().with(1, Role.HANDLE).with(2, PROGRAM).required(2);

  /** The request of {@code Proxy/Describe}. */
  static final ProtobufShape PROXY_DESCRIBE =
      new ProtobufShape().with(1, Role.HANDLE).with(2, Role.DESCRIBED_SQL).statement();

  /** The request of {@code Proxy/Disconnect}. */
  static final ProtobufShape PROXY_DISCONNECT = HELLO;

  /** One message of the stream that {@code Proxy/StreamExec} takes. */
  static final ProtobufShape PROXY_STREAM_EXEC =
      new ProtobufShape()
          .with(1, Role.REQUEST_ID)
          .with(2, new ProtobufShape().with(1, PROGRAM).required(1))
          .with(3, new ProtobufShape().with(1, Role.DESCRIBED_SQL).statement())
          .exclusive(2, 3);

  private ProtobufShapes() {}

  private static ProtobufShape onStream() {
    return new ProtobufShape().with(1, Role.STREAM_ID);
  }

  private static ProtobufShape sqlOrId(int first, Role sql, Role id) {
    return new ProtobufShape()
        .with(first, sql)
        .with(first + 1, id)
        .with(first + 2, Role.VARINT)
        .statement();
  }

  /** A condition of a Hrana step: a step's number, or conditions joined. */
  private static ProtobufShape condition() {
    ProtobufShape condition = new ProtobufShape();
    return joined(condition, condition).with(1, Role.VARINT).with(2, Role.VARINT);
  }

  /** The same in Proxy, which wraps every part in a message of its own. */
  private static ProtobufShape proxyCondition() {
    ProtobufShape condition = new ProtobufShape();
    ProtobufShape not = new ProtobufShape().with(1, condition).required(1);
    return joined(condition, not).with(1, ONE_NUMBER).with(2, ONE_NUMBER);
  }

  private static ProtobufShape joined(ProtobufShape condition, ProtobufShape not) {
    ProtobufShape list = new ProtobufShape().withMany(1, condition);
    return condition.with(3, not).with(4, list).with(5, list).with(6, EMPTY).exclusive(1, 6);
  }
}
