package dev.gatehouse.app.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists tokens. */
@Command(
    name = "list",
    description =
        "List the tokens that were made for a database; the tokens themselves are not kept.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse token list --namespace shop"})
final class TokenListCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceOption namespace = new NamespaceOption();

  @Override
  public void run() {
    List<JsonNode> found = target.client().all(namespace.path("tokens"), "tokens");
    output.print(
        found,
        () ->
            Table.of(
                found, "id", "access", "label", "keyId", "issuedAt", "expiresAt", "revokedAt"));
  }
}
