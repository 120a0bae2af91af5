package dev.gatehouse.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.admin.token.SigningKeys;
import dev.gatehouse.tenancy.Lifecycle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Why a call was not answered as asked: the JSON of RFC 9457 with a stable code.
 *
 * @param type a URI of the kind of problem, made from the code
 * @param title what the status means
 * @param status the HTTP status
 * @param detail what was wrong with this call
 * @param code the kind of problem in one word, never changed
 * @param errors the fields that were wrong, where it was fields
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  /**
   * One wrong field.
   *
   * @param field where it is
   * @param expected what belongs there
   */
  record FieldError(String field, String expected) {}

  static Problem of(int status, String title, String code, String detail) {
    return new Problem("urn:gatehouse:problem:" + code, title, status, detail, code, List.of());
  }

  static Problem malformed(String detail) {
    return of(400, "Bad Request", "malformed", detail);
  }

  static Problem invalid(List<FieldError> errors) {
    String detail = errors.size() == 1 ? "a field is wrong" : errors.size() + " fields are wrong";
    Problem problem = of(400, "Bad Request", "invalid", detail);
    return new Problem(
        problem.type, problem.title, problem.status, detail, problem.code, List.copyOf(errors));
  }

  static Problem unauthorized() {
    return of(401, "Unauthorized", "unauthorized", "expected: Authorization: Bearer and a key");
  }

  static Problem forbidden(Permission needed) {
    return of(403, "Forbidden", "forbidden", "this key lacks the scope " + needed.text());
  }

  static Problem wrongKeys() {
    return of(
        429,
        "Too Many Requests",
        "too-many-wrong-keys",
        "too many wrong keys came from this address");
  }

  static Problem callUnderWay() {
    return of(
        409,
        "Conflict",
        "call-under-way",
        "a call with this idempotency key is under way: repeat it later");
  }

  static Problem keyReused() {
    return of(
        422,
        "Unprocessable Content",
        "idempotency-key-reused",
        "another call had this idempotency key");
  }

  static Problem unknownPath() {
    return of(404, "Not Found", "unknown-path", "there is no such path");
  }

  static Problem unknownNamespace() {
    return of(404, "Not Found", "unknown-namespace", "there is no namespace of this name");
  }

  static Problem unknownKey() {
    return of(404, "Not Found", "unknown-key", "there is no key of this id");
  }

  static Problem unknownToken() {
    return of(404, "Not Found", "unknown-token", "this namespace has no token of this id");
  }

  static Problem tooManySigningKeys() {
    return of(
        409,
        "Conflict",
        "too-many-signing-keys",
        "%d keys have tokens that still hold; wait until one has none, or rotate without overlap"
            .formatted(SigningKeys.KEYS_MAX));
  }

  static Problem wrongMethod(String allowed) {
    return of(405, "Method Not Allowed", "wrong-method", "expected: " + allowed);
  }

  static Problem namespaceTaken() {
    return of(409, "Conflict", "namespace-taken", "a namespace of this name exists");
  }

  static Problem namespaceBusy() {
    return of(
        409, "Conflict", "namespace-busy", "another call is changing the namespace of this name");
  }

  static Problem namespaceTrashed() {
    return of(
        409,
        "Conflict",
        "namespace-trashed",
        "a namespace of this name is in the trash: restore it, or delete it with purge=true");
  }

  static Problem wrongState(Lifecycle state) {
    return of(
        409,
        "Conflict",
        "wrong-state",
        "this cannot be done to a namespace that is " + state.name().toLowerCase(Locale.ROOT));
  }

  static Problem tooManyKeys() {
    return of(409, "Conflict", "too-many-keys", "there are too many keys: revoke some");
  }

  static Problem namespaceProtected() {
    return of(
        409,
        "Conflict",
        "namespace-protected",
        "the namespace is protected against deletion: set protected to false first");
  }

  static Problem outdated() {
    return of(
        412,
        "Precondition Failed",
        "outdated",
        "the namespace has changed since you saw it: get it again, and use its etag");
  }

  static Problem bodyTooLarge(long bytesMax) {
    return of(
        413,
        "Content Too Large",
        "body-too-large",
        "expected: a body of at most %d bytes".formatted(bytesMax));
  }

  static Problem uriTooLong() {
    return of(414, "URI Too Long", "uri-too-long", "the first line of the request is too long");
  }

  static Problem wrongMediaType(Collection<String> expected) {
    return of(
        415,
        "Unsupported Media Type",
        "wrong-media-type",
        "expected: content-type: " + String.join(" or ", new TreeSet<>(expected)));
  }

  static Problem storageFailed() {
    return of(
        507,
        "Insufficient Storage",
        "storage-failed",
        "the disk did not take the file, see the log");
  }

  static Problem headersTooLarge() {
    return of(
        431, "Request Header Fields Too Large", "headers-too-large", "the headers are too large");
  }

  static Problem bug() {
    return of(
        500, "Internal Server Error", "internal", "this is a fault of Gatehouse, see its log");
  }

  static Problem sqldFailed() {
    return of(
        503,
        "Service Unavailable",
        "sqld-failed",
        "sqld did not do its part, see the log; the call may be repeated");
  }

  static Problem registryFailed() {
    return of(
        503,
        "Service Unavailable",
        "registry-failed",
        "the registry cannot be read or written, see the log");
  }
}
