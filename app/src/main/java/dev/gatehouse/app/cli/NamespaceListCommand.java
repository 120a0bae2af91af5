package dev.gatehouse.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists namespaces. */
@Command(
    name = "list",
    description = "List the databases by name.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace list",
      "  gatehouse namespace list --prefix user_ --json",
      "  gatehouse namespace list --email u42@example.com --state suspended"
    })
final class NamespaceListCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only names that begin with this.")
  private @Nullable String prefix;

  @Option(names = "--owner", paramLabel = "ID", description = "Only those of this owner.")
  private @Nullable String owner;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Only those of this address.")
  private @Nullable String email;

  @Option(names = "--plan", paramLabel = "PLAN", description = "Only those of this plan.")
  private @Nullable String plan;

  @Option(names = "--schema-set", paramLabel = "SET", description = "Only those that follow it.")
  private @Nullable String schemaSet;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are: ${COMPLETION-CANDIDATES}.")
  private @Nullable StateChoice state;

  /** Where a namespace can stand, as the admin API writes it. */
  enum StateChoice {
    creating,
    active,
    suspended,
    moving,
    trashed,
    deleting
  }

  @Override
  public void run() {
    ApiPath path =
        ApiPath.of("namespaces")
            .with("prefix", prefix)
            .with("owner", owner)
            .with("email", email)
            .with("plan", plan)
            .with("schemaSet", schemaSet)
            .with("state", state);
    List<JsonNode> found = target.client().all(path, "namespaces");
    output.print(
        found,
        () ->
            Table.of(
                found,
                "name",
                "state",
                "owner",
                "email",
                "plan",
                "schemaSet",
                "schemaVersion",
                "createdAt"));
  }
}
