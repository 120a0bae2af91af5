package dev.gatehouse.admin.identity;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Supabase tells of one of its users. */
sealed interface UserEvent {

  /** A user signed up. */
  record Created(User user) implements UserEvent {}

  /** A user was deleted. */
  record Deleted(User user) implements UserEvent {}

  /** Something happened that changes no namespace. */
  record Other() implements UserEvent {}

  /**
   * A user.
   *
   * @param id as tokens name it in {@code sub}
   * @param email where the user can be written to
   * @param createdAtSeconds when the user signed up, where that is told
   * @param claims what tokens of this user will say
   */
  record User(
      String id,
      Optional<String> email,
      OptionalLong createdAtSeconds,
      Map<String, Object> claims) {
    static Optional<User> of(JsonNode record) {
      Optional<String> id = text(record, "id").filter(text -> text.length() <= 255);
      return id.map(
          user -> {
            Optional<String> email = text(record, "email").filter(text -> text.length() <= 254);
            var claims = new HashMap<String, Object>();
            claims.put("sub", user);
            email.ifPresent(text -> claims.put("email", text));
            String metadata = record.has("app_metadata") ? "app_metadata" : "raw_app_meta_data";
            if (record.path(metadata).isObject()) {
              claims.put("app_metadata", Reader.JSON.treeToValue(record.get(metadata), Map.class));
            }
            return new User(user, email, createdAt(record), claims);
          });
    }

    private static OptionalLong createdAt(JsonNode record) {
      try {
        return text(record, "created_at")
            .map(OffsetDateTime::parse)
            .map(time -> OptionalLong.of(time.toEpochSecond()))
            .orElse(OptionalLong.empty());
      } catch (DateTimeException e) {
        return OptionalLong.empty();
      }
    }
  }

  /** The event in a Database Webhook on {@code auth.users}; nothing where there is none. */
  static Optional<UserEvent> ofDatabase(byte[] body) {
    return Reader.read(body)
        .filter(event -> text(event, "schema").filter("auth"::equals).isPresent())
        .filter(event -> text(event, "table").filter("users"::equals).isPresent())
        .flatMap(
            event ->
                switch (text(event, "type").orElse("")) {
                  case "INSERT" -> User.of(event.path("record")).map(Created::new);
                  case "DELETE" -> User.of(event.path("old_record")).map(Deleted::new);
                  case "UPDATE" -> Optional.of(new Other());
                  default -> Optional.empty();
                });
  }

  /** The event in an Auth Hook, whose user signs up; nothing where there is none. */
  static Optional<UserEvent> ofHook(byte[] body) {
    return Reader.read(body).flatMap(event -> User.of(event.path("user"))).map(Created::new);
  }

  private static Optional<String> text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isString() && !value.asString().isEmpty()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  /** Reads JSON in which nothing is said twice. */
  final class Reader {
    private static final JsonMapper JSON =
        JsonMapper.builder(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Reader() {}

    private static Optional<JsonNode> read(byte[] body) {
      try {
        return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
      } catch (JacksonException unreadable) {
        return Optional.empty();
      }
    }
  }
}
