package dev.gatehouse.gateway.exchange;

import dev.gatehouse.gateway.exchange.Refusal.AccessChanged;
import dev.gatehouse.gateway.exchange.Refusal.BatonInvalid;
import dev.gatehouse.gateway.exchange.Refusal.BodyMalformed;
import dev.gatehouse.gateway.exchange.Refusal.BreakerOpen;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.CompressionUnknown;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.DeadlinePassed;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.Refusal.MethodNotAllowed;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceSuspended;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.NodeBusy;
import dev.gatehouse.gateway.exchange.Refusal.NodeUnproven;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.PoolExhausted;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Refusal.ProvisioningFailed;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTimeout;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTooLarge;
import dev.gatehouse.gateway.exchange.Refusal.SessionIdle;
import dev.gatehouse.gateway.exchange.Refusal.SessionTooOld;
import dev.gatehouse.gateway.exchange.Refusal.SqlForbidden;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.exchange.Refusal.TooManyStatements;
import dev.gatehouse.gateway.exchange.Refusal.TransactionIdle;
import dev.gatehouse.gateway.exchange.Refusal.UnknownRoute;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamMalformed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.Refusal.WebhookUnverified;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import java.time.Duration;

/** The one place that decides what a client is told about a refusal. */
public final class Rescue {
  private static final String NO_SUCH_DATABASE = "No database belongs to this token";
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final int GOING_AWAY = 1001;
  private static final int INVALID = 1007;
  private static final int POLICY = 1008;
  private static final int MESSAGE_TOO_BIG = 1009;
  private static final int INTERNAL = 1011;

  private Rescue() {}

  /** What the client reads, and whether its connection may go on. */
  public static Answer answerTo(Refusal refusal) {
    return switch (refusal) {
      case Malformed r -> Answer.of(400, "MALFORMED", "Malformed request: " + r.what()).closing();
      case TooLarge r ->
          Answer.of(
              413,
              "TOO_LARGE",
              r.what() + " is larger than the " + r.bytesMax() + " bytes allowed");
      case TooManyStatements r ->
          Answer.of(
              413, "TOO_MANY_STATEMENTS", "More than the " + r.most() + " statements allowed");
      case ResponseTooLarge r ->
          Answer.of(
              400,
              "RESPONSE_TOO_LARGE",
              "The answer is larger than the " + r.bytesMax() + " bytes allowed");
      case BodyMalformed r ->
          Answer.of(400, "BODY_MALFORMED", "The body cannot be read: " + r.what());
      case CompressionUnknown _ ->
          Answer.of(415, "COMPRESSION_UNKNOWN", "Messages must not be compressed")
              .with("grpc-accept-encoding", "identity");
      case DeadlinePassed _ ->
          Answer.of(504, "DEADLINE_PASSED", "The deadline of the call has passed");
      case SqlForbidden r -> Answer.of(400, "SQL_FORBIDDEN", "Refused: " + r.why());
      case BatonInvalid _ -> Answer.of(400, "BATON_INVALID", "Received an invalid baton");
      case UnknownRoute _ -> Answer.of(404, Answer.NO_SUCH_ROUTE, "No such route");
      case MethodNotAllowed r ->
          Answer.of(405, "METHOD_NOT_ALLOWED", "This route answers " + r.allowed() + " only")
              .with("allow", r.allowed());
      case TokenMissing _ ->
          Answer.of(401, "TOKEN_MISSING", "This request needs a token: Authorization: Bearer …");
      case TokenInvalid _ -> Answer.of(401, "TOKEN_INVALID", "The token is invalid");
      case TokenExpired _ -> Answer.of(401, "TOKEN_EXPIRED", "The token has expired");
      case TokenRevoked _ -> Answer.of(401, "TOKEN_REVOKED", "The token has been revoked");
      case NamespaceUnknown _, WrongTenant _ ->
          Answer.of(404, "NAMESPACE_NOT_FOUND", NO_SUCH_DATABASE);
      case NamespaceSuspended _ ->
          Answer.of(403, "NAMESPACE_SUSPENDED", "This database is suspended");
      case WebhookUnverified _ ->
          Answer.of(401, "WEBHOOK_UNVERIFIED", "The webhook does not prove who sent it");
      case OverLimit r ->
          Answer.of(
                  429,
                  "OVER_LIMIT",
                  "Too much at once: %s; try again in %d s"
                      .formatted(r.dimension(), Answer.wholeSeconds(r.retryAfter())))
              .retryAfter(r.retryAfter())
              .windows(r.windows());
      case RequestTimeout _ ->
          Answer.of(408, "REQUEST_TIMEOUT", "The request stopped coming").closing();
      case ClientGone _ -> Answer.of(499, "CLIENT_GONE", "The client went away").closing();
      case ProtocolViolation r ->
          Answer.of(400, "PROTOCOL_VIOLATION", "Protocol violation: " + r.what()).closing();
      case TransactionIdle _ ->
          Answer.of(
              408, "TRANSACTION_IDLE", "The transaction was idle for long and was rolled back");
      case AccessChanged _ ->
          Answer.of(403, "ACCESS_CHANGED", "A session keeps the access that it began with");
      case SessionIdle _ -> Answer.of(408, "SESSION_IDLE", "Nothing was asked for long").closing();
      case SessionTooOld _ ->
          Answer.of(503, "SESSION_TOO_OLD", "The session has reached its maximum age").closing();
      case Draining _ ->
          Answer.of(503, "DRAINING", "Gatehouse is about to stop").retryAfter(SOON).closing();
      case IssuerDown r ->
          Answer.of(503, "ISSUER_DOWN", "Tokens of this issuer cannot be checked now")
              .retryAfter(r.retryAfter());
      case ProvisioningFailed _ ->
          Answer.of(503, "NAMESPACE_NOT_READY", "The database cannot be made now").retryAfter(SOON);
      case DirectoryDown r ->
          Answer.of(503, "DIRECTORY_DOWN", "Databases cannot be looked up now")
              .retryAfter(r.retryAfter());
      case BreakerOpen r ->
          Answer.of(503, "BREAKER_OPEN", "The database server does not answer; it is left alone")
              .retryAfter(r.retryAfter());
      case NodeUnproven _ ->
          Answer.of(503, "NOT_SERVING", "Databases are not served now").retryAfter(SOON);
      case PoolExhausted _ ->
          Answer.of(503, "BUSY", "The database server is busy").retryAfter(SOON);
      case NodeBusy r ->
          Answer.of(503, "BUSY", "The database server is busy").retryAfter(r.retryAfter());
      case IsolationViolation _, Bug _ ->
          Answer.of(500, "INTERNAL", "Gatehouse could not serve this request").closing();
      case ConnectFailed _ ->
          Answer.of(503, "UPSTREAM_DOWN", "The database server cannot be reached").retryAfter(SOON);
      case UpstreamForgot _ ->
          Answer.of(503, "UPSTREAM_FORGOT", "The database server cannot find this database")
              .retryAfter(SOON);
      case ResponseTimeout _ ->
          Answer.of(504, "UPSTREAM_TIMEOUT", "The database server did not answer in time");
      case UpstreamReset r ->
          r.requestSent()
              ? Answer.of(
                  502, "OUTCOME_UNKNOWN", "The database server went away before it answered")
              : Answer.of(503, "UPSTREAM_DOWN", "The database server went away").retryAfter(SOON);
      case UpstreamMalformed _ ->
          Answer.of(502, "UPSTREAM_MALFORMED", "The database server gave no proper answer");
    };
  }

  /** What a WebSocket client reads: the error, and the code that a close of its session carries. */
  public static HranaAnswer hranaAnswerTo(Refusal refusal) {
    Answer answer = answerTo(refusal);
    return switch (refusal) {
      case ProtocolViolation r -> new HranaAnswer(answer.code(), r.what(), r.closeCode());
      case TooLarge _, ResponseTooLarge _ -> HranaAnswer.of(answer, MESSAGE_TOO_BIG);
      case TooManyStatements _ -> HranaAnswer.of(answer, POLICY);
      case TokenMissing _ ->
          new HranaAnswer(
              "AUTH_HEADER_NOT_FOUND",
              "Authentication failed: Expected authorization header but none given",
              POLICY);
      case TokenInvalid _ ->
          new HranaAnswer("AUTH_JWT_INVALID", "Authentication failed: The JWT is invalid", POLICY);
      case TokenExpired _ ->
          new HranaAnswer("AUTH_JWT_EXPIRED", "Authentication failed: The JWT has expired", POLICY);
      case TokenRevoked _, AccessChanged _, NamespaceUnknown _, WrongTenant _ ->
          HranaAnswer.of(answer, POLICY);
      case NamespaceSuspended _, OverLimit _, RequestTimeout _ -> HranaAnswer.of(answer, POLICY);
      case Malformed _, UnknownRoute _, MethodNotAllowed _ -> HranaAnswer.of(answer, POLICY);
      case WebhookUnverified _ -> HranaAnswer.of(answer, POLICY);
      case ProvisioningFailed _ -> HranaAnswer.of(answer, INTERNAL);
      case BodyMalformed _, CompressionUnknown _ -> HranaAnswer.of(answer, INVALID);
      case SqlForbidden _, BatonInvalid _ -> HranaAnswer.of(answer, POLICY);
      case DeadlinePassed _ -> HranaAnswer.of(answer, GOING_AWAY);
      case NodeUnproven _, ClientGone _, SessionIdle _, SessionTooOld _, Draining _ ->
          HranaAnswer.of(answer, GOING_AWAY);
      case BreakerOpen _, NodeBusy _ -> HranaAnswer.of(answer, INTERNAL);
      case TransactionIdle _ -> HranaAnswer.of(answer, POLICY);
      case IssuerDown _, DirectoryDown _, PoolExhausted _, IsolationViolation _, Bug _ ->
          HranaAnswer.of(answer, INTERNAL);
      case ConnectFailed _, ResponseTimeout _, UpstreamReset _ -> HranaAnswer.of(answer, INTERNAL);
      case UpstreamForgot _, UpstreamMalformed _ -> HranaAnswer.of(answer, INTERNAL);
    };
  }
}
