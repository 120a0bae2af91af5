package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists namespaces. */
@Command(
    name = "list",
    description = "List the databases by name.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace list",
      "  gatehouse namespace list --prefix user_ --json"
    })
final class NamespaceListCommand implements Runnable {
  private static final int PAGE = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminTarget target = new AdminTarget();

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only names that begin with this.")
  private String prefix = "";

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Override
  public void run() {
    if (!prefix.matches("[a-z0-9_-]{0,63}")) {
      throw CommandFailure.wrongUse("--prefix is no beginning of a name: '" + prefix + "'");
    }
    List<JsonNode> namespaces = all(target.client());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(namespaces));
      return;
    }
    for (JsonNode namespace : namespaces) {
      out.println(
          "%-32s %-10s %s"
              .formatted(
                  namespace.path("name").asString(),
                  namespace.path("state").asString(),
                  namespace.path("createdAt").asString()));
    }
  }

  private List<JsonNode> all(AdminClient client) {
    List<JsonNode> found = new ArrayList<>();
    String after = "";
    do {
      String query = "?limit=" + PAGE + (prefix.isEmpty() ? "" : "&prefix=" + prefix);
      JsonNode page =
          client.get("/v1/namespaces" + query + (after.isEmpty() ? "" : "&after=" + after));
      page.path("namespaces").forEach(found::add);
      after = page.path("next").asString("");
    } while (!after.isEmpty());
    return found;
  }
}
