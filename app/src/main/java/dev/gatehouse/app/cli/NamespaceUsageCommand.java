package dev.gatehouse.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows what a namespace used. */
@Command(
    name = "usage",
    description = "Show what one database used in a month, and what it may use.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace usage shop",
      "  gatehouse namespace usage shop --month 2026-11 --json"
    })
final class NamespaceUsageCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "A calendar month (UTC) instead of this one.")
  private @Nullable String month;

  @Override
  public void run() {
    JsonNode found = target.client().get(namespace.path("usage").with("month", month));
    output.print(found, () -> Table.of(found));
  }
}
