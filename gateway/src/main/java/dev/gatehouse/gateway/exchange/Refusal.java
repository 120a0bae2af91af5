package dev.gatehouse.gateway.exchange;

import java.time.Duration;
import java.util.List;

/** A reason for not serving a request; the first level says whose fault it is. */
public sealed interface Refusal {

  /** The client asked for something that it must ask for differently. */
  sealed interface ByClient extends Refusal {}

  /** Gatehouse itself will not or cannot serve. */
  sealed interface ByGateway extends Refusal {}

  /** The sqld behind did not do its part. */
  sealed interface ByUpstream extends Refusal {
    /** Whether sqld may have seen the request, so that nobody may send it again. */
    boolean requestSent();
  }

  /** The bytes are no request that Gatehouse understands in one way only. */
  record Malformed(String what) implements ByClient {}

  /** Something is larger than it may be. */
  record TooLarge(String what, long bytesMax) implements ByClient {}

  /** The body, or the message, holds more statements than one may. */
  record TooManyStatements(int most) implements ByClient {}

  /** What the client asked for has a larger answer than one may be. */
  record ResponseTooLarge(long bytesMax) implements ByClient {}

  /** The body, read whole, is nothing that sqld could run. */
  record BodyMalformed(String what) implements ByClient {}

  /** The messages are compressed in a way that nobody here reads. */
  record CompressionUnknown() implements ByClient {}

  /** The deadline that a call came with has passed. */
  record DeadlinePassed() implements ByClient {}

  /** A statement would leave the tenant's own database. */
  record SqlForbidden(String why) implements ByClient {}

  /** The baton is not this caller's, or no longer. */
  record BatonInvalid() implements ByClient {}

  /** The path is none of the public listener's. */
  record UnknownRoute() implements ByClient {}

  /** The path exists, the method on it does not. */
  record MethodNotAllowed(String allowed) implements ByClient {}

  /** The request carries no token. */
  record TokenMissing() implements ByClient {}

  /** The token does not hold, for a reason that only the log tells. */
  record TokenInvalid(String why) implements ByClient {}

  /** The token was good once. */
  record TokenExpired() implements ByClient {}

  /** The token was taken back before its time. */
  record TokenRevoked() implements ByClient {}

  /** No namespace goes by the name in the token. */
  record NamespaceUnknown() implements ByClient {}

  /** The request names another namespace than its token does. */
  record WrongTenant(String where) implements ByClient {}

  /** The namespace is there but not in service. */
  record NamespaceSuspended() implements ByClient {}

  /** A webhook does not prove who sent it. */
  record WebhookUnverified() implements ByClient {}

  /** The tenant has used up what it may use for now. */
  record OverLimit(String dimension, Duration retryAfter, List<RateWindow> windows)
      implements ByClient {

    /** Something that is not counted in windows. */
    public OverLimit(String dimension, Duration retryAfter) {
      this(dimension, retryAfter, List.of());
    }
  }

  /** The request's bytes stopped coming. */
  record RequestTimeout() implements ByClient {}

  /** The client went away; nobody reads an answer. */
  record ClientGone() implements ByClient {}

  /** A session's message breaks the protocol; a WebSocket is closed with this code. */
  record ProtocolViolation(int closeCode, String what) implements ByClient {}

  /** A transaction was left open and idle, and has been rolled back. */
  record TransactionIdle() implements ByClient {}

  /** A later hello asks for another access than the session began with. */
  record AccessChanged() implements ByClient {}

  /** Nothing was asked on a session for long. */
  record SessionIdle() implements ByClient {}

  /** A session has lived as long as one may. */
  record SessionTooOld() implements ByGateway {}

  /** Gatehouse is about to stop. */
  record Draining() implements ByGateway {}

  /** The keys of the token's issuer could not be had. */
  record IssuerDown(Duration retryAfter) implements ByGateway {}

  /** The namespace of a first visit could not be made now. */
  record ProvisioningFailed() implements ByGateway {}

  /** The registry could not be asked. */
  record DirectoryDown(Duration retryAfter) implements ByGateway {
    public DirectoryDown() {
      this(Duration.ofSeconds(1));
    }
  }

  /** The sqld has not answered lately, and is not asked before this time is over. */
  record BreakerOpen(Duration retryAfter) implements ByGateway {}

  /** The sqld is not known to keep tenants apart. */
  record NodeUnproven() implements ByGateway {}

  /** Every connection to the sqld is taken and the queue is full. */
  record PoolExhausted() implements ByGateway {}

  /** The sqld has as much to do for everybody as it can, and the tenant is not to blame. */
  record NodeBusy(Duration retryAfter) implements ByGateway {}

  /** What was about to go out, or came back, would have broken a rule of isolation. */
  record IsolationViolation(String rule) implements ByGateway {}

  /** A defect of Gatehouse. */
  record Bug(Throwable cause) implements ByGateway {}

  /** No connection to the sqld came about. */
  record ConnectFailed() implements ByUpstream {
    @Override
    public boolean requestSent() {
      return false;
    }
  }

  /** The sqld says that it has no such namespace, though the registry knows it there. */
  record UpstreamForgot() implements ByUpstream {
    @Override
    public boolean requestSent() {
      return false;
    }
  }

  /** The sqld took the request and stayed silent. */
  record ResponseTimeout() implements ByUpstream {
    @Override
    public boolean requestSent() {
      return true;
    }
  }

  /** The sqld closed the connection before the answer was whole. */
  record UpstreamReset(boolean requestSent) implements ByUpstream {}

  /** The sqld's answer is no HTTP that may be passed on. */
  record UpstreamMalformed(String what) implements ByUpstream {
    @Override
    public boolean requestSent() {
      return true;
    }
  }
}
