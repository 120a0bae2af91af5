package dev.gatehouse.app.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A job that applies a schema set, as people read it. */
final class SchemaJob {
  private static final int FAILURES_TOLD = 20;

  private SchemaJob() {}

  static String text(JsonNode job) {
    JsonNode progress = job.path("progress");
    String first =
        "job %s is %s: %s version %d%s, %d done, %d failed, %d skipped, %d to go"
            .formatted(
                job.path("id").asString(),
                job.path("state").asString(),
                job.path("schemaSet").asString(),
                job.path("version").asInt(),
                job.path("dryRun").asBoolean() ? " (dry run)" : "",
                progress.path("done").asLong(),
                progress.path("failed").asLong(),
                progress.path("skipped").asLong(),
                progress.path("pending").asLong());
    Stream<String> failures =
        job.path("failures").valueStream().limit(FAILURES_TOLD).map(SchemaJob::failure);
    return Stream.concat(Stream.of(first), failures).collect(Collectors.joining("\n"));
  }

  static String failure(JsonNode failure) {
    return "  %s: %s"
        .formatted(
            failure.path("namespace").asString(),
            Printable.line(failure.path("message").asString()));
  }

  static boolean isRunning(JsonNode job) {
    return job.path("state").asString().equals("running");
  }

  /** How many namespaces are through. */
  static long through(JsonNode job) {
    JsonNode progress = job.path("progress");
    return progress.path("done").asLong()
        + progress.path("failed").asLong()
        + progress.path("skipped").asLong();
  }

  static long all(JsonNode job) {
    return through(job) + job.path("progress").path("pending").asLong();
  }

  /** Fails where the job did not do all that it should. */
  static void check(JsonNode job) {
    String id = job.path("id").asString();
    String state = job.path("state").asString();
    long failed = job.path("progress").path("failed").asLong();
    if (state.equals("paused")) {
      throw CommandFailure.failed("the job is paused; to go on: gatehouse schema resume " + id);
    }
    if (failed > 0) {
      throw CommandFailure.failed("databases in which it failed, left as they were: " + failed);
    }
    if (!state.equals("done")) {
      String message = Printable.line(job.path("message").asString(""));
      throw CommandFailure.failed(
          "the job is " + state + (message.isEmpty() ? "" : ": " + message));
    }
  }
}
