package dev.gatehouse.gateway.journey.identify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON objects that can be read in one way only.
 *
 * <p>A member twice at any depth, bytes that are not UTF-8, a byte order mark, anything after the
 * object: such bytes are no object.
 */
final class StrictJson {
  private static final int DEPTH_MAX = 24;
  private static final int NUMBER_DIGITS_MAX = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_DIGITS_MAX)
                  .build())
          .build();

  /** Values that nothing compares equal to: null, fractions, and numbers beyond 64 bits. */
  enum Odd {
    VALUE
  }

  private StrictJson() {}

  /**
   * The members of an object: texts, {@link Long}s, {@link Boolean}s, lists and maps of these, and
   * {@link Odd} for whatever else JSON knows.
   */
  static Optional<Map<String, Object>> readObject(byte[] utf8) {
    String text;
    try {
      // A JSON parser guesses UTF-16 and UTF-32 and forgives overlong forms; this decoder does not.
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> members = membersOf(json);
      return json.nextToken() == null ? Optional.of(members) : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> membersOf(JsonParser json) {
    var members = new HashMap<String, Object>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      members.put(name, valueOf(json, json.nextToken()));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<Object> elementsOf(JsonParser json) {
    var elements = new ArrayList<>();
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      elements.add(valueOf(json, next));
    }
    return Collections.unmodifiableList(elements);
  }

  private static Object valueOf(JsonParser json, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> json.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> wholeNumberOf(json);
      case START_ARRAY -> elementsOf(json);
      case START_OBJECT -> membersOf(json);
      default -> Odd.VALUE;
    };
  }

  private static Object wholeNumberOf(JsonParser json) {
    return switch (json.getNumberType()) {
      case INT, LONG -> json.getLongValue();
      default -> Odd.VALUE;
    };
  }
}
