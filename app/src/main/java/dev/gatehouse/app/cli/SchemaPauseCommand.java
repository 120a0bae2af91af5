package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Pauses a schema job. */
@Command(
    name = "pause",
    description = "Let what a job is doing end, and begin nothing new.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema pause JOB"})
final class SchemaPauseCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "JOB", description = "Its id, as 'schema status' lists it.")
  private String id = "";

  @Override
  public void run() {
    JsonNode job = target.client().post(ApiPath.of("jobs", id, "pause"), Map.of());
    output.print(job, () -> SchemaJob.text(job));
  }
}
