package dev.gatehouse.admin.api;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers what goes with it besides type and length
 * @param contentType what the body is, empty where there is none
 * @param body the body, sent as UTF-8
 * @param file the body where it is a file, removed when it is sent
 */
record Reply(
    int status, Map<String, String> headers, String contentType, String body, @Nullable Path file) {

  Reply(int status, Map<String, String> headers, String contentType, String body) {
    this(status, headers, contentType, body, null);
  }

  static Reply json(int status, Object body) {
    return new Reply(status, Map.of(), "application/json", Json.write(body));
  }

  /** A file as it is; it is removed when it is sent. */
  static Reply file(String contentType, Path file) {
    return new Reply(200, Map.of(), contentType, "", file);
  }

  static Reply noContent() {
    return new Reply(204, Map.of(), "", "");
  }

  static Reply problem(Problem problem) {
    return new Reply(problem.status(), Map.of(), "application/problem+json", Json.write(problem));
  }

  /** The same body by another media type. */
  Reply as(String mediaType) {
    return new Reply(status, headers, mediaType, body, file);
  }

  Reply withHeader(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, Map.copyOf(more), contentType, body, file);
  }
}
