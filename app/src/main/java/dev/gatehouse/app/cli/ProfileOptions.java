package dev.gatehouse.app.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said of a database. */
final class ProfileOptions {
  @Option(
      names = "--owner",
      paramLabel = "ID",
      description = "Whose it is, as your own user table knows them.")
  private @Nullable String owner;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "The owner's address.")
  private @Nullable String email;

  @Option(names = "--plan", paramLabel = "PLAN", description = "A plan of your product.")
  private @Nullable String plan;

  @Option(
      names = "--limits",
      split = ",",
      paramLabel = "LIMIT=N",
      description = "perSecondMax=N,perMinuteMax=N,concurrentMax=N instead of the configured.")
  private @Nullable Map<String, Integer> limits;

  @Option(
      names = "--protected",
      negatable = true,
      arity = "0",
      description = "Whether it must not be deleted.")
  private @Nullable Boolean guarded;

  /** Adds what was given; an empty text takes back what was said before. */
  void addTo(Map<String, @Nullable Object> body) {
    add(body, "owner", owner);
    add(body, "email", email);
    add(body, "plan", plan);
    if (limits != null) {
      body.put("limits", limits);
    }
    if (guarded != null) {
      body.put("protected", guarded);
    }
  }

  private static void add(Map<String, @Nullable Object> body, String field, @Nullable String text) {
    if (text != null) {
      body.put(field, text.isEmpty() ? null : text);
    }
  }
}
