package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a token back. */
@Command(
    name = "revoke",
    description = "Take one token back; whoever is connected with it is cut off.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse token list --namespace shop",
      "  gatehouse token revoke ID --namespace shop --yes"
    })
final class TokenRevokeCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceOption namespace = new NamespaceOption();
  @Mixin private Confirm confirm = new Confirm();

  @Parameters(paramLabel = "ID", description = "Its id, as 'token list' shows it.")
  private String id = "";

  @Override
  public void run() {
    confirm.that("this takes back the token %s of '%s'".formatted(id, namespace.text()));
    target.client().delete(namespace.path("tokens", id));
    output.print(Map.of("revoked", id), () -> "revoked " + id);
  }
}
