package dev.gatehouse.admin.api;

import dev.gatehouse.admin.api.Problem.FieldError;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** JSON as this API reads and writes it: strict in, plain out. */
final class Json {
  private static final int NAME_CHARS_MAX = 64;

  /** What the fields of replies are called that hold a secret. */
  private static final Set<String> SECRETS = Set.of("token", "authToken", "key", "secret");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .withCoercionConfig(
              LogicalType.Textual,
              textual -> {
                textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The record that the text holds; names the field at fault and never repeats a value. */
  static <T extends Record> T read(byte[] text, Class<T> type) {
    try {
      @Nullable T value = MAPPER.readValue(text, type);
      if (value != null) {
        return value;
      }
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds().stream().map(String::valueOf).collect(Collectors.joining(", "));
      throw invalid(path(e), "no such field, but one of: " + known);
    } catch (MismatchedInputException e) {
      if (!e.getPath().isEmpty()) {
        throw invalid(path(e), jsonType(e.getTargetType()));
      }
    } catch (JacksonException e) {
      throw new ProblemException(Problem.malformed(malformed(e)));
    }
    throw new ProblemException(Problem.malformed("expected: a JSON object"));
  }

  /** The JSON object that the text holds. */
  static JsonNode object(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      throw new ProblemException(Problem.malformed(malformed(e)));
    }
    throw new ProblemException(Problem.malformed("expected: a JSON object"));
  }

  /** The same object with null in the place of what must not be kept. */
  static String withoutSecrets(String text) {
    JsonNode node = MAPPER.readTree(text);
    if (node instanceof ObjectNode object) {
      for (String name : SECRETS) {
        if (object.has(name)) {
          object.putNull(name);
        }
      }
    }
    return MAPPER.writeValueAsString(node);
  }

  private static ProblemException invalid(String field, String expected) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(field, expected))));
  }

  private static String path(JacksonException e) {
    String path =
        e.getPath().stream()
            .map(step -> String.valueOf(step.getPropertyName()))
            .collect(Collectors.joining("."));
    return path.length() <= NAME_CHARS_MAX ? path : path.substring(0, NAME_CHARS_MAX) + "…";
  }

  private static String jsonType(@Nullable Class<?> type) {
    return type == String.class ? "a string" : "another type";
  }

  private static String malformed(JacksonException e) {
    var location = e.getLocation();
    return location == null
        ? "not JSON"
        : "not JSON at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
