package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists the keys to the admin API. */
@Command(
    name = "list",
    description = "List the keys to the admin API, without the secrets.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse key list"})
final class KeyListCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    JsonNode found = target.client().get(ApiPath.of("keys")).path("keys");
    output.print(
        found,
        () ->
            Table.of(
                found.valueStream().toList(),
                "id",
                "label",
                "scopes",
                "createdAt",
                "expiresAt",
                "lastUsedAt"));
  }
}
