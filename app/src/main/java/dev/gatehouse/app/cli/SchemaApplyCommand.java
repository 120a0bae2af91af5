package dev.gatehouse.app.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Applies a schema set to its namespaces. */
@Command(
    name = "apply",
    description = {
      "Bring a schema set to all databases that follow it, and wait for the end.",
      "A database where a migration fails stays as it was. Ctrl-C ends the waiting, not the job."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse schema apply core --dry-run",
      "  gatehouse schema apply core --parallel 8 --failures-max 10",
      "  gatehouse schema apply core --no-wait --json"
    })
final class SchemaApplyCommand implements Runnable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "SET", description = "The schema set.")
  private String set = "";

  @Option(
      names = "--up-to",
      paramLabel = "N",
      description = "Up to which migration (default: the last).")
  private @Nullable Integer version;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many databases at a time (default: 4).")
  private @Nullable Integer parallel;

  @Option(
      names = "--failures-max",
      paramLabel = "N",
      description = "After how many failures it stops (default: 1).")
  private @Nullable Integer failuresMax;

  @Option(names = "--limit", paramLabel = "N", description = "How many databases (default: all).")
  private @Nullable Integer limit;

  @Option(names = "--dry-run", description = "Work on copies that are thrown away.")
  private boolean dryRun;

  @Option(names = "--no-wait", description = "Begin the job and come back.")
  private boolean noWait;

  @Override
  public void run() {
    AdminClient client = target.client();
    JsonNode job = client.post(ApiPath.of("schema-sets", set, "apply"), order());
    if (noWait) {
      output.print(job, () -> SchemaJob.text(job));
      return;
    }
    JsonNode ended = ended(client, job);
    output.print(ended, () -> SchemaJob.text(ended));
    SchemaJob.check(ended);
  }

  private Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    add(order, "version", version);
    add(order, "parallel", parallel);
    add(order, "failuresMax", failuresMax);
    add(order, "limit", limit);
    if (dryRun) {
      order.put("dryRun", true);
    }
    return order;
  }

  private static void add(Map<String, Object> order, String field, @Nullable Integer value) {
    if (value != null) {
      order.put(field, value);
    }
  }

  private JsonNode ended(AdminClient client, JsonNode begun) {
    String id = begun.path("id").asString();
    if (!Launch.atTerminal() && !output.isJson()) {
      output.note("job %s applies %s".formatted(id, set));
    }
    String title = "%s %s".formatted(dryRun ? "Trying" : "Applying", set);
    JsonNode job = begun;
    try (var bar = Bar.ofNamespaces(output.err(), Launch.atTerminal(), title)) {
      while (SchemaJob.isRunning(job)) {
        bar.at(SchemaJob.through(job), SchemaJob.all(job));
        Thread.sleep(LOOK_AGAIN);
        job = client.get(ApiPath.of("jobs", id));
      }
      return job;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted; the job goes on: gatehouse schema status " + id);
    }
  }
}
