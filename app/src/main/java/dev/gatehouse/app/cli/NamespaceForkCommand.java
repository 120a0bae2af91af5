package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Copies a namespace. */
@Command(
    name = "fork",
    description = "Create a database as a copy of another.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace fork shop shop-copy",
      "  gatehouse namespace fork shop shop-noon --at 2026-11-21T12:00:00Z"
    })
final class NamespaceForkCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Parameters(
      index = "1",
      paramLabel = "COPY",
      description = "The name of the copy.",
      converter = NamespaceName.class)
  private Namespace copy = NamespaceName.NONE;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "The moment to copy, where sqld has backups (default: now).")
  private @Nullable String at;

  @Override
  public void run() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", copy.name());
    if (at != null) {
      body.put("at", at);
    }
    JsonNode forked = target.client().postPatiently(namespace.path("fork"), body);
    output.print(forked, () -> NamespaceCreateCommand.told("created", copy.name(), target));
  }
}
