package dev.gatehouse.admin.api;

import dev.gatehouse.admin.access.ApiKeys;
import dev.gatehouse.admin.registry.Scope;
import dev.gatehouse.admin.token.Lifespan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a key to this API, shown this once. */
final class CreateKey implements Endpoint {
  private static final Set<String> FIELDS = Set.of("label", "scopes", "expiresIn");
  private static final Duration LIFETIME_MAX = Duration.ofDays(3660);

  private final ApiKeys keys;

  CreateKey(ApiKeys keys) {
    this.keys = keys;
  }

  /** What the caller gets, once. */
  record Created(
      String key,
      String id,
      String label,
      List<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt) {
    static Created of(ApiKeys.Made made) {
      KeyView view = KeyView.of(made.key());
      return new Created(
          made.text(), view.id(), view.label(), view.scopes(), view.createdAt(), view.expiresAt());
    }

    @Override
    public String toString() {
      return "Created[id=%s, label=%s, scopes=%s]".formatted(id, label, scopes);
    }
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/keys";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    Fields fields = call.fields(FIELDS);
    String label = fields.required("label", Texts.LABEL).orElse("");
    Set<Scope> scopes =
        fields.all("scopes", "one or more of read, provision, tokens, admin", Scope::parse);
    Optional<Duration> lifetime =
        fields
            .text(
                "expiresIn",
                "a time such as 2w1d or 1h, at most " + Lifespan.format(LIFETIME_MAX),
                text -> Lifespan.parse(text).filter(CreateKey::isShortEnough).isPresent())
            .flatMap(Lifespan::parse);
    fields.done();
    Optional<ApiKeys.Made> made = keys.make(label, scopes, lifetime);
    made.ifPresent(key -> call.concerns(key.key().id()));
    return made.map(key -> Reply.json(201, Created.of(key)))
        .orElseGet(() -> Reply.problem(Problem.tooManyKeys()));
  }

  private static boolean isShortEnough(Duration time) {
    return time.compareTo(LIFETIME_MAX) <= 0;
  }
}
