package dev.gatehouse.app.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Ends a schema job. */
@Command(
    name = "stop",
    description = "End a job for good; what it did stays done.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema stop JOB"})
final class SchemaStopCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "JOB", description = "Its id, as 'schema status' lists it.")
  private String id = "";

  @Override
  public void run() {
    JsonNode job = target.client().post(ApiPath.of("jobs", id, "stop"), Map.of());
    output.print(job, () -> SchemaJob.text(job));
  }
}
