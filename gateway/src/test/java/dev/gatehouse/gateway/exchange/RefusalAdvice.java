package dev.gatehouse.gateway.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the manual says of one stable code.
 *
 * @param meaning what has happened
 * @param client what a client does then
 */
record RefusalAdvice(String meaning, String client) {
  private static final String AGAIN = "Send it again after `Retry-After`; nothing of it has run.";
  private static final String ANEW = "Get a new token, then send the request again.";

  /** The advice for every code. */
  static Map<String, RefusalAdvice> byCode() {
    Map<String, RefusalAdvice> advice = new LinkedHashMap<>();
    aboutRequests(advice);
    aboutTokens(advice);
    aboutSessions(advice);
    aboutGatehouse(advice);
    aboutSqld(advice);
    return advice;
  }

  private static void aboutRequests(Map<String, RefusalAdvice> advice) {
    put(
        advice,
        "MALFORMED",
        "The bytes are no request that can be read in one way only: broken HTTP, framing that two"
            + " servers could understand differently, a WebSocket upgrade or gRPC timeout that is"
            + " none.",
        "Use an HTTP library, and look at what stands between it and Gatehouse.");
    put(
        advice,
        "TOO_LARGE",
        "The request line, the head, the body or a WebSocket message is larger than `sizes` or"
            + " `sessions.messageBytesMax` allow.",
        "Send less at once: several pipelines instead of one. A whole database goes through the"
            + " [admin API](admin.md#contents).");
    put(
        advice,
        "TOO_MANY_STATEMENTS",
        "One body, or one message, holds more statements than `sizes.statementsMax`.",
        "Send them in several requests.");
    put(
        advice,
        "RESPONSE_TOO_LARGE",
        "The answer is larger than `sizes.responseBytesMax`. The statements have run.",
        "Ask for fewer rows at a time, or use a cursor, which has no such bound.");
    put(
        advice,
        "BODY_MALFORMED",
        "The body is nothing that sqld could run: no JSON or protobuf of this route, a key twice,"
            + " bad UTF-8.",
        "Correct the body. The text says what is wrong with it.");
    put(
        advice,
        "COMPRESSION_UNKNOWN",
        "The messages of a gRPC call are compressed; nobody here could look into them.",
        "Send them uncompressed (`identity`).");
    put(
        advice,
        "DEADLINE_PASSED",
        "The deadline that the gRPC call came with has passed. It may have run.",
        "Give it more time, or ask for less.");
    put(
        advice,
        "SQL_FORBIDDEN",
        "A statement would leave the tenant's own database, or could harm the server: file"
            + " functions, `ATTACH`, `EXPLAIN … PRAGMA`, very long chains of operators. Nothing of"
            + " the request has run.",
        "Write it differently. The text says which rule it met;"
            + " [isolation](isolation.md#sql-stays-inside-the-tenants-database) says why.");
    put(
        advice,
        "BATON_INVALID",
        "The baton is not this caller's, is forged, or its stream is no more: it is closed ten"
            + " seconds after its last request, and when its token ends.",
        "Begin the transaction again, without a baton.");
    put(
        advice,
        "NOT_FOUND",
        "There is no such route. Routes are matched to the letter: no slash at the end, no prefix.",
        "Correct the URL: clients take the origin alone, such as `https://db.example.com`.");
    put(
        advice,
        "METHOD_NOT_ALLOWED",
        "The route is there, the method on it is not; `allow` says which are.",
        "Use that method.");
    put(
        advice,
        "REQUEST_TIMEOUT",
        "The request began and did not go on (`timeouts.requestHead`, `timeouts.requestBody`)."
            + " Nothing of it has run.",
        "Send it again, whole.");
    put(
        advice,
        "CLIENT_GONE",
        "The client went away before its answer. Nobody reads this; logs and metrics show it.",
        "Nothing.");
    put(
        advice,
        "OVER_LIMIT",
        "The tenant asks more at once than it may; the text says of what: requests, concurrent"
            + " requests, open streams, sessions, or bad tokens from its address. Nothing of the"
            + " request has run.",
        "Wait as long as `Retry-After` says; [limits](limits.md) tells the rest.");
  }

  private static void aboutTokens(Map<String, RefusalAdvice> advice) {
    put(
        advice,
        "TOKEN_MISSING",
        "The request carries no token.",
        "Send `Authorization: Bearer TOKEN`; in `@libsql/client` that is `authToken`.");
    put(
        advice,
        "TOKEN_INVALID",
        "The token does not hold: unknown issuer or key, wrong signature, audience or claim, no"
            + " `exp`, no namespace. Which of these only the access log tells.",
        "Get a token from the right issuer. Trying the same one again is counted against the"
            + " address.");
    put(advice, "TOKEN_EXPIRED", "The token was good until its `exp`.", ANEW);
    put(
        advice,
        "TOKEN_REVOKED",
        "The token was taken back: it alone, all of its namespace, or all there were.",
        ANEW);
    put(
        advice,
        "NAMESPACE_NOT_FOUND",
        "No database belongs to this token: the namespace was never made or is deleted, or the"
            + " request also names another one (a host below `listen.baseDomain`, or"
            + " `x-namespace`). Which of these is not told.",
        "Look at the token's namespace claim and at the URL.");
    put(
        advice,
        "NAMESPACE_SUSPENDED",
        "The operator has suspended this database; it is not deleted.",
        "Ask the operator.");
    put(
        advice,
        "WEBHOOK_UNVERIFIED",
        "A call of `/webhooks/supabase` does not prove who sent it: a wrong secret or signature,"
            + " or a time too far off.",
        "Compare the secret on both sides, and the clocks.");
  }

  private static void aboutSessions(Map<String, RefusalAdvice> advice) {
    put(
        advice,
        "PROTOCOL_VIOLATION",
        "A message of a WebSocket session breaks the Hrana protocol; the session is closed with"
            + " the close code that fits.",
        "Use a Hrana library, and open a new session.");
    put(
        advice,
        "TRANSACTION_IDLE",
        "A transaction did nothing for `sessions.transactionIdle` and was rolled back.",
        "Begin it again, and keep no transaction open while waiting for something else.");
    put(
        advice,
        "ACCESS_CHANGED",
        "A later `hello` brings a token with another access than the session began with.",
        "Open a new session for it.");
    put(
        advice,
        "SESSION_IDLE",
        "Nothing was asked on the session for `sessions.idle`.",
        "Open a new one when there is something to ask; clients do so by themselves.");
    put(
        advice,
        "SESSION_TOO_OLD",
        "The session has lived for `sessions.ageMax`.",
        "Open a new one.");
  }

  private static void aboutGatehouse(Map<String, RefusalAdvice> advice) {
    put(advice, "DRAINING", "This Gatehouse is about to stop. Nothing has run.", AGAIN);
    put(
        advice,
        "ISSUER_DOWN",
        "The keys of the token's issuer cannot be fetched, and none are at hand.",
        AGAIN);
    put(
        advice,
        "NAMESPACE_NOT_READY",
        "This is the first visit of a user, and the database could not be made now.",
        AGAIN);
    put(
        advice,
        "DIRECTORY_DOWN",
        "The registry cannot be read, and this tenant was not seen before or too long ago.",
        AGAIN);
    put(
        advice,
        "BREAKER_OPEN",
        "sqld has not answered several times in a row, or has refused connections for longer than"
            + " it is waited for (`upstream.queue.waitMax`), and is left alone for a moment.",
        AGAIN);
    put(
        advice,
        "NOT_SERVING",
        "sqld is not proven to keep tenants apart, so nobody is served.",
        AGAIN);
    put(
        advice,
        "BUSY",
        "sqld has as much to do for everybody as it can, or every connection to it is taken; this"
            + " tenant is not to blame.",
        AGAIN);
    put(
        advice,
        "INTERNAL",
        "A defect of Gatehouse, or a last check of isolation that did not hold. The log has it at"
            + " level `error`, with the exchange.",
        "Tell the operator. Whether the request has run is not known.");
  }

  private static void aboutSqld(Map<String, RefusalAdvice> advice) {
    put(
        advice,
        "UPSTREAM_DOWN",
        "sqld could not be reached for as long as requests wait for it (`upstream.queue.waitMax`)."
            + " It restarts by itself in managed mode, most often sooner.",
        AGAIN);
    put(
        advice,
        "UPSTREAM_FORGOT",
        "sqld says three times in a row that it has no such database, though the registry knows"
            + " it there.",
        AGAIN);
    put(
        advice,
        "UPSTREAM_TIMEOUT",
        "sqld had the request and was silent for `timeouts.responseHead`. It may have run, and may"
            + " still run.",
        "A read may be sent again. Before a write is, look whether it has happened.");
    put(
        advice,
        "OUTCOME_UNKNOWN",
        "sqld had the request and went away before its answer was whole. It may have run.",
        "A read may be sent again. Before a write is, look whether it has happened.");
    put(
        advice,
        "UPSTREAM_MALFORMED",
        "sqld's answer is no HTTP that may be passed on. The request may have run.",
        "A read may be sent again. Before a write is, look whether it has happened.");
  }

  private static void put(
      Map<String, RefusalAdvice> advice, String code, String meaning, String client) {
    advice.put(code, new RefusalAdvice(meaning, client));
  }
}
