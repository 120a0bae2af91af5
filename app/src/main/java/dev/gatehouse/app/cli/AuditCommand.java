package dev.gatehouse.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists what was changed. */
@Command(
    name = "audit",
    description =
        "List what was changed, or tried, over the admin API: by whom, on what, the newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse audit",
      "  gatehouse audit --target shop --limit 10 --json",
      "%nNeeds the admin key, or one with the scope admin."
    })
final class AuditCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Only what was done to this, such as a database.")
  private @Nullable String of;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many entries, at most 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  @Option(names = "--all", description = "All entries.")
  private boolean all;

  @Override
  public void run() {
    ApiPath path = ApiPath.of("audit").with("target", of);
    List<JsonNode> found =
        all
            ? target.client().all(path, "entries")
            : target.client().get(path.with("limit", limit)).path("entries").valueStream().toList();
    output.print(
        found,
        () -> Table.of(found, "at", "actor", "label", "action", "target", "outcome", "address"));
  }
}
