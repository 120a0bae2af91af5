package dev.gatehouse.gateway.exchange;

/** What the body of a route's request carries. */
public enum Payload {
  /** Gatehouse answers by itself. */
  OWN,
  /** Gatehouse answers by itself, once it knows who asks. */
  IDENTITY,
  /** There is no body. */
  NONE,
  PIPELINE,
  PIPELINE_PROTOBUF,
  CURSOR,
  CURSOR_PROTOBUF,
  LEGACY,
  LEGACY_EXECUTE,
  LEGACY_BATCH,
  /** Frames of gRPC without SQL. */
  REPLICATION,
  PROXY_EXECUTE,
  PROXY_DESCRIBE,
  PROXY_DISCONNECT;

  /** Whether the body is gRPC's. */
  public boolean isGrpc() {
    return compareTo(REPLICATION) >= 0;
  }
}
