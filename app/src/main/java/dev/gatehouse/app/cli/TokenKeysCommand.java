package dev.gatehouse.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Lists the keys that sign tokens. */
@Command(
    name = "keys",
    description = "List the keys that sign tokens, the one that signs now first.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse token keys"})
final class TokenKeysCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Override
  public void run() {
    JsonNode found = target.client().get(ApiPath.of("signing-keys"));
    output.print(found.path("keys"), () -> text(found));
  }

  static String text(JsonNode keys) {
    return Table.of(
        keys.path("keys").valueStream().toList(), "id", "signs", "createdAt", "verifiesUntil");
  }
}
