package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Deletes a namespace. */
@Command(
    name = "delete",
    description = {
      "Put a database into the trash, from which it can be restored for a while;",
      "with --purge, delete it with its data at once and for good."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace delete shop",
      "  gatehouse namespace delete shop --purge --yes"
    })
final class NamespaceDeleteCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();
  @Mixin private Confirm confirm = new Confirm();

  @Option(names = "--purge", description = "At once and for good.")
  private boolean purge;

  @Override
  public void run() {
    if (purge) {
      purge();
    } else {
      trash();
    }
  }

  private void purge() {
    confirm.that("this deletes '%s' and all its data for good".formatted(namespace.text()));
    target.client().delete(namespace.path().with("purge", true));
    output.print(Map.of("deleted", namespace.text()), () -> "deleted " + namespace.text());
  }

  private void trash() {
    confirm.that("this puts '%s' into the trash".formatted(namespace.text()));
    JsonNode trashed = target.client().delete(namespace.path());
    String until = trashed.path("trashedUntil").asString("");
    output.print(
        until.isEmpty() ? Map.of("deleted", namespace.text()) : trashed,
        () ->
            until.isEmpty()
                ? "deleted " + namespace.text()
                : "deleted %s; until %s it can be restored: %s namespace restore %s%s"
                    .formatted(
                        namespace.text(),
                        until,
                        Launch.command(),
                        namespace.text(),
                        target.asOption()));
  }
}
