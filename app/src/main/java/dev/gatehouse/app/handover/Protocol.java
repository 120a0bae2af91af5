package dev.gatehouse.app.handover;

import java.util.Optional;

/**
 * What two processes must agree on to follow one another.
 *
 * @param form of what they say to each other
 * @param registryForm in which they keep the registry
 * @param version what they are, for people
 */
public record Protocol(int form, int registryForm, String version) {
  private static final int FORM = 1;

  /** What this program speaks. */
  public static Protocol of(int registryForm, String version) {
    return new Protocol(FORM, registryForm, version);
  }

  String line() {
    return form + " " + registryForm + " " + version;
  }

  /** Why the one that speaks so cannot follow this one, if so. */
  Optional<String> objectionTo(String successor) {
    String[] parts = successor.split(" ", 3);
    String theirs = parts.length == 3 ? parts[2] : "?";
    if (!parts[0].equals(Integer.toString(form))) {
      return Optional.of(
          "Gatehouse %s cannot take over from %s while it runs: stop it, and start the new one"
              .formatted(theirs, version));
    }
    if (parts.length < 2 || !parts[1].equals(Integer.toString(registryForm))) {
      return Optional.of(
          "Gatehouse %s keeps its registry in another form than %s, which runs: stop it, and start"
                  .formatted(theirs, version)
              + " the new one");
    }
    return Optional.empty();
  }
}
