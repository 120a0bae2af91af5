package dev.gatehouse.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows schema jobs. */
@Command(
    name = "status",
    description = "List the newest jobs, or show one.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse schema status", "  gatehouse schema status JOB --json"})
final class SchemaStatusCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(arity = "0..1", paramLabel = "JOB", description = "The id of one.")
  private @Nullable String id;

  @Override
  public void run() {
    if (id != null) {
      JsonNode job = target.client().get(ApiPath.of("jobs", id));
      output.print(job, () -> SchemaJob.text(job));
      return;
    }
    JsonNode jobs = target.client().get(ApiPath.of("jobs")).path("jobs");
    output.print(
        jobs,
        () ->
            Table.of(
                jobs.valueStream().toList(),
                "id",
                "schemaSet",
                "version",
                "dryRun",
                "state",
                "progress.done",
                "progress.failed",
                "progress.skipped",
                "progress.pending",
                "createdAt"));
  }
}
