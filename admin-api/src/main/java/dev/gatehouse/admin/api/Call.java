package dev.gatehouse.admin.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One request on its way to its endpoint. */
final class Call {
  private final Map<String, String> variables;
  private final Map<String, List<String>> query;
  private final String contentType;
  private final byte[] body;

  /** A call whose body is empty, or not read yet. */
  Call(Map<String, String> variables, Map<String, List<String>> query, String contentType) {
    this(variables, query, contentType, new byte[0]);
  }

  private Call(
      Map<String, String> variables,
      Map<String, List<String>> query,
      String contentType,
      byte[] body) {
    this.variables = variables;
    this.query = query;
    this.contentType = contentType;
    this.body = body;
  }

  Call withBody(byte[] bytes) {
    return new Call(variables, query, contentType, bytes);
  }

  /** A variable segment of the path, decoded. */
  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the path has no {" + name + "}");
    }
    return value;
  }

  /** The query's parameters, decoded. */
  Map<String, List<String>> query() {
    return query;
  }

  /** The body as JSON. */
  <T extends Record> T json(Class<T> type) {
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    if (!mediaType.strip().toLowerCase(Locale.ROOT).equals("application/json")) {
      throw new ProblemException(Problem.wrongMediaType());
    }
    return Json.read(body, type);
  }
}
