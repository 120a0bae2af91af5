package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a key to the admin API. */
@Command(
    name = "revoke",
    description = "End a key to the admin API at once.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse key revoke ID"})
final class KeyRevokeCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private Confirm confirm = new Confirm();

  @Parameters(paramLabel = "ID", description = "Its id, as 'key list' shows it.")
  private String id = "";

  @Override
  public void run() {
    confirm.that("this ends the key " + id);
    target.client().delete(ApiPath.of("keys", id));
    output.print(Map.of("revoked", id), () -> "revoked " + id);
  }
}
