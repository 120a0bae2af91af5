package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Makes a token. */
@Command(
    name = "mint",
    description = "Print a new token for one database.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse token mint --namespace shop",
      "  gatehouse token mint --namespace shop --access ro --expires 1h --json",
      "%nWithout --data, GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY say which Gatehouse;",
      "without them it is the 'gatehouse dev' that runs on ./data."
    })
final class TokenMintCommand implements Runnable {
  /** What a token may allow, as the admin API writes it. */
  enum AccessChoice {
    rw,
    ro
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminTarget target = new AdminTarget();

  @Option(
      names = "--namespace",
      required = true,
      paramLabel = "NAME",
      converter = NamespaceName.class,
      description = "The database that it opens.")
  private Namespace namespace = NamespaceName.NONE;

  @Option(
      names = "--access",
      paramLabel = "rw|ro",
      description = "What it may do: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AccessChoice access = AccessChoice.rw;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "How long it holds, such as 90m, 1h, 7d (default: as long as may be).")
  private @Nullable String expires;

  @Option(names = "--label", paramLabel = "TEXT", description = "What the log calls it.")
  private @Nullable String label;

  @Option(names = "--json", description = "Print token, namespace, access and expiresAt as JSON.")
  private boolean json;

  @Override
  public void run() {
    Map<String, String> order = new HashMap<>();
    order.put("access", access.name());
    if (expires != null) {
      order.put("expiresIn", expires);
    }
    if (label != null) {
      order.put("label", label);
    }
    JsonNode minted = target.client().post("/v1/namespaces/" + namespace + "/tokens", order);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? minted.toString() : minted.path("token").asString());
  }
}
