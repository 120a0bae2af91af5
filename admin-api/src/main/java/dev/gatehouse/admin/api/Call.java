package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantVersion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request on its way to its endpoint. */
final class Call {
  private static final int PART_BYTES = 64 * 1024;

  private final Map<String, String> variables;
  private final Map<String, List<String>> query;
  private final HttpHeaders headers;
  private final Caller caller;
  private final byte[] body;
  private final @Nullable Path file;
  private String target;

  /** A call whose body is empty, or not read yet. */
  Call(
      Map<String, String> variables,
      Map<String, List<String>> query,
      HttpHeaders headers,
      Caller caller) {
    this(variables, query, headers, caller, new byte[0], null);
  }

  private Call(
      Map<String, String> variables,
      Map<String, List<String>> query,
      HttpHeaders headers,
      Caller caller,
      byte[] body,
      @Nullable Path file) {
    this.variables = variables;
    this.query = query;
    this.headers = headers;
    this.caller = caller;
    this.body = body;
    this.file = file;
    this.target = String.join("/", variables.values());
  }

  Call withBody(byte[] bytes) {
    return new Call(variables, query, headers, caller, bytes, null);
  }

  Call withFile(Path uploaded) {
    return new Call(variables, query, headers, caller, new byte[0], uploaded);
  }

  /** The body as a file that is gone when the call is answered. */
  Path file() {
    if (file == null) {
      throw new IllegalStateException("the endpoint did not ask for a file");
    }
    return file;
  }

  boolean hasBody() {
    return body.length > 0;
  }

  /** What the body is, without parameters and in lower case. */
  String mediaType() {
    String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  Caller caller() {
    return caller;
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

  /** All values of a header. */
  List<String> header(CharSequence name) {
    return headers.getAll(name);
  }

  /** What the call is about, as the audit log shall say where the path does not. */
  void concerns(String subject) {
    target = subject;
  }

  String target() {
    return target;
  }

  /** Lets a digest see the body, wherever it is. */
  void digest(MessageDigest digest) {
    digest.update(body);
    if (file == null) {
      return;
    }
    try (InputStream content = Files.newInputStream(file)) {
      byte[] part = new byte[PART_BYTES];
      for (int read = content.read(part); read >= 0; read = content.read(part)) {
        digest.update(part, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body as JSON. */
  <T extends Record> T json(Class<T> type) {
    requireJson();
    return Json.read(body, type);
  }

  /** The body as a JSON object with no other fields than these. */
  Fields fields(Set<String> known) {
    requireJson();
    return Fields.of(Json.object(body), known);
  }

  /** The body as a JSON object of any fields. */
  JsonNode object() {
    requireJson();
    return Json.object(body);
  }

  private void requireJson() {
    if (!mediaType().equals("application/json")) {
      throw new ProblemException(Problem.wrongMediaType(List.of("application/json")));
    }
  }

  /** The version of a namespace that the caller means, where it says which. */
  Optional<TenantVersion> seen() {
    List<String> tags = headers.getAll(HttpHeaderNames.IF_MATCH);
    if (tags.isEmpty() || tags.equals(List.of("*"))) {
      return Optional.empty();
    }
    Optional<TenantVersion> version =
        tags.size() == 1 ? Etags.parse(tags.getFirst().strip()) : Optional.empty();
    if (version.isEmpty()) {
      throw new ProblemException(
          Problem.invalid(
              List.of(new Problem.FieldError("if-match", "one etag as you got it, or *"))));
    }
    return version;
  }
}
