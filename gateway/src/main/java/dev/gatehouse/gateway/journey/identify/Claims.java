package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.util.Base64URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The members of a token's payload that are plain: texts, whole numbers, and lists of texts.
 *
 * <p>A payload that could be read in two ways (a member twice, bytes that are not UTF-8, anything
 * after the object) is no payload.
 */
final class Claims {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(32).build())
          .build();

  private final Map<String, Object> members;

  private Claims(Map<String, Object> members) {
    this.members = members;
  }

  static Optional<Claims> parse(Base64URL payload) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload.decode())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var members = new HashMap<String, Object>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        readValue(json).ifPresent(value -> members.put(name, value));
      }
      return json.nextToken() == null ? Optional.of(new Claims(members)) : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Object> readValue(JsonParser json) {
    return switch (json.nextToken()) {
      case VALUE_STRING -> Optional.of(json.getString());
      case VALUE_NUMBER_INT -> Optional.of(json.getNumberValue());
      case START_ARRAY -> readTexts(json);
      case START_OBJECT -> {
        json.skipChildren();
        yield Optional.of(Map.of());
      }
      case null, default -> Optional.of(false);
    };
  }

  private static Optional<Object> readTexts(JsonParser json) {
    var texts = new java.util.ArrayList<String>();
    boolean plain = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        texts.add(json.getString());
      } else {
        plain = false;
        json.skipChildren();
      }
    }
    return Optional.of(plain ? List.copyOf(texts) : Map.of());
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  /** The text of that name; nothing where there is none or it is no text. */
  Optional<String> text(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The whole number of that name; nothing where there is none or it is no such number. */
  OptionalLong number(String name) {
    return switch (members.get(name)) {
      case Integer number -> OptionalLong.of(number);
      case Long number -> OptionalLong.of(number);
      case null, default -> OptionalLong.empty();
    };
  }

  /** One text or a list of texts; empty where it is neither. */
  List<String> texts(String name) {
    return switch (members.get(name)) {
      case String text -> List.of(text);
      case List<?> texts -> texts.stream().map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
