package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Restores a namespace. */
@Command(
    name = "restore",
    description = "Take a deleted database out of the trash.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse namespace restore shop"})
final class NamespaceRestoreCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Override
  public void run() {
    JsonNode restored = target.client().post(namespace.path("restore"), Map.of());
    output.print(restored, () -> "restored " + namespace.text());
  }
}
