package dev.gatehouse.admin.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request on its way to its endpoint. */
final class Call {
  private final Map<String, String> variables;
  private final Map<String, List<String>> query;
  private final String contentType;
  private final byte[] body;
  private final @Nullable Path file;

  /** A call whose body is empty, or not read yet. */
  Call(Map<String, String> variables, Map<String, List<String>> query, String contentType) {
    this(variables, query, contentType, new byte[0], null);
  }

  private Call(
      Map<String, String> variables,
      Map<String, List<String>> query,
      String contentType,
      byte[] body,
      @Nullable Path file) {
    this.variables = variables;
    this.query = query;
    this.contentType = contentType;
    this.body = body;
    this.file = file;
  }

  Call withBody(byte[] bytes) {
    return new Call(variables, query, contentType, bytes, null);
  }

  Call withFile(Path uploaded) {
    return new Call(variables, query, contentType, new byte[0], uploaded);
  }

  /** The body as a file that is gone when the call is answered. */
  Path file() {
    if (file == null) {
      throw new IllegalStateException("the endpoint did not ask for a file");
    }
    return file;
  }

  /** What the body is, without parameters and in lower case. */
  String mediaType() {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  boolean hasBody() {
    return body.length > 0;
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

  /** A parameter of the query that may be there once. */
  Optional<String> parameter(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw new ProblemException(
          Problem.invalid(List.of(new Problem.FieldError(name, "one value"))));
    }
    return values.stream().findFirst();
  }

  /** The body as JSON. */
  <T extends Record> T json(Class<T> type) {
    expectJson();
    return Json.read(body, type);
  }

  /** The body as JSON of any shape. */
  JsonNode tree() {
    expectJson();
    return Json.read(body);
  }

  private void expectJson() {
    if (!mediaType().equals("application/json")) {
      throw new ProblemException(Problem.wrongMediaType());
    }
  }
}
