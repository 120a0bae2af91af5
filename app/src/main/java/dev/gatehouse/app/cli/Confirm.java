package dev.gatehouse.app.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks before something is destroyed. */
final class Confirm {
  private static final Set<String> YES = Set.of("y", "yes");

  private final Optional<UnaryOperator<String>> person;

  @Option(names = "--yes", description = "Do not ask: you are sure.")
  private boolean sure;

  /** Asks whoever sits at the terminal, if anybody does. */
  Confirm() {
    this(
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console -> question -> answered(console.readLine("%s", question))));
  }

  /** Asks this person. */
  Confirm(Optional<UnaryOperator<String>> person) {
    this.person = person;
  }

  private static String answered(@Nullable String line) {
    return line == null ? "" : line;
  }

  /** Comes back only where the user wants it. */
  void that(String sentence) {
    if (sure) {
      return;
    }
    String answer =
        person
            .orElseThrow(() -> CommandFailure.wrongUse(sentence + "; repeat it with --yes"))
            .apply(sentence + ". Go on? [y/N] ");
    if (!YES.contains(answer.strip().toLowerCase(Locale.ROOT))) {
      throw CommandFailure.failed("nothing was done");
    }
  }
}
