package dev.gatehouse.app.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
      "%nThe token is all that is printed; it is not kept and not shown again."
    })
final class TokenMintCommand implements Runnable {
  /** What a token may allow, as the admin API writes it. */
  enum AccessChoice {
    rw,
    ro
  }

  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Option(
      names = "--access",
      paramLabel = "rw|ro",
      description = "What it may do: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private AccessChoice access = AccessChoice.rw;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "How long it holds, such as 90m, 1h, 2w1d (default: as long as may be).")
  private @Nullable String expires;

  @Option(names = "--label", paramLabel = "TEXT", description = "What lists call it.")
  private @Nullable String label;

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
    JsonNode minted = target.client().post(namespace.path("tokens"), order);
    output.print(minted, () -> minted.path("token").asString());
  }
}
