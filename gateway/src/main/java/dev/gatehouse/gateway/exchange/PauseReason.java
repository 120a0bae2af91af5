package dev.gatehouse.gateway.exchange;

/** Why a channel is not read for now. */
public enum PauseReason {
  /** The next request is here while this one is under way. */
  PIPELINED,
  /** Nobody has asked for the body yet. */
  BODY_UNCLAIMED,
  /** The sqld does not take more. */
  UPSTREAM_FULL,
  /** The client does not take more. */
  CLIENT_FULL,
  /** The tenant has used more than its due and pays it back. */
  LIMIT,
  /** Too many requests wait for their answers. */
  UNANSWERED,
  /** A request waits for its turn. */
  TURN,
  /** A new token is being looked at. */
  VERIFYING
}
