package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Resumes a namespace. */
@Command(
    name = "resume",
    description = "Serve a suspended database again.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse namespace resume shop"})
final class NamespaceResumeCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Override
  public void run() {
    JsonNode resumed = target.client().post(namespace.path("resume"), Map.of());
    output.print(resumed, () -> "resumed " + namespace.text());
  }
}
