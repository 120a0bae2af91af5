package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Makes a new key that signs tokens. */
@Command(
    name = "rotate-keys",
    description = {
      "Make a new key that signs tokens. The tokens of the keys before it hold until they end;",
      "with --no-overlap, for a key that somebody stole, all tokens made until now are taken back."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse token rotate-keys",
      "  gatehouse token rotate-keys --no-overlap --yes"
    })
final class TokenRotateKeysCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private Confirm confirm = new Confirm();

  @Option(names = "--no-overlap", description = "Take back all tokens made until now.")
  private boolean abrupt;

  @Override
  public void run() {
    if (abrupt) {
      confirm.that("this takes back every token of every database");
    }
    JsonNode keys =
        target.client().post(ApiPath.of("signing-keys", "rotate"), Map.of("overlap", !abrupt));
    output.print(keys.path("keys"), () -> TokenKeysCommand.text(keys));
  }
}
