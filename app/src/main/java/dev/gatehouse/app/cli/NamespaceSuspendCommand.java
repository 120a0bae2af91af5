package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Suspends a namespace. */
@Command(
    name = "suspend",
    description = "Serve a database no more, until it is resumed.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace suspend shop --reason 'the invoice of May is open'"
    })
final class NamespaceSuspendCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for whoever looks at it later.")
  private String reason = "";

  @Override
  public void run() {
    JsonNode suspended = target.client().post(namespace.path("suspend"), Map.of("reason", reason));
    output.print(suspended, () -> "suspended " + namespace.text());
  }
}
