package dev.gatehouse.gateway.journey.identify;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where in a token's payload a claim stands: a name, or names from the outside in.
 *
 * @param names the names, outermost first
 */
public record ClaimPath(List<String> names) {
  private static final Set<String> WRITTEN_BY_USERS =
      Set.of("user_metadata", "raw_user_meta_data", "unsafe_metadata", "unsafeMetadata");

  public ClaimPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "a claim has a name (expected: a name, or names joined by dots)");
    }
    if (WRITTEN_BY_USERS.contains(names.getFirst())) {
      throw new IllegalArgumentException(
          names.getFirst() + " is written by the users themselves: it can decide nothing");
    }
  }

  /**
   * The path that a text writes: names joined by dots, {@code app_metadata.namespace}; a URL, as
   * Auth0 names its claims, is one name.
   */
  public static ClaimPath parse(String text) {
    return new ClaimPath(text.contains("://") ? List.of(text) : List.of(text.split("\\.", -1)));
  }

  @Override
  public String toString() {
    return names.stream().collect(Collectors.joining("."));
  }
}
