package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Goes on with a schema job. */
@Command(
    name = "resume",
    description = "Go on with a paused job.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema resume JOB"})
final class SchemaResumeCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "JOB", description = "Its id, as 'schema status' lists it.")
  private String id = "";

  @Override
  public void run() {
    JsonNode job = target.client().post(ApiPath.of("jobs", id, "resume"), Map.of());
    output.print(job, () -> SchemaJob.text(job));
  }
}
