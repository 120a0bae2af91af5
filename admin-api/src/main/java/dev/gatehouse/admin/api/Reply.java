package dev.gatehouse.admin.api;

import java.util.HashMap;
import java.util.Map;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers what goes with it besides type and length
 * @param contentType what the body is, empty where there is none
 * @param body the body, sent as UTF-8
 */
record Reply(int status, Map<String, String> headers, String contentType, String body) {

  static Reply json(int status, Object body) {
    return new Reply(status, Map.of(), "application/json", Json.write(body));
  }

  static Reply noContent() {
    return new Reply(204, Map.of(), "", "");
  }

  static Reply problem(Problem problem) {
    return new Reply(problem.status(), Map.of(), "application/problem+json", Json.write(problem));
  }

  Reply withHeader(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, Map.copyOf(more), contentType, body);
  }
}
