package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.SchemaJobs;
import dev.gatehouse.admin.registry.Job;
import dev.gatehouse.admin.registry.JobProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A job as operators see it.
 *
 * @param id names it
 * @param schemaSet what it applies
 * @param version up to which version
 * @param dryRun whether to copies that are thrown away
 * @param state where it stands, in lower case
 * @param message why, where there is more to say
 * @param progress how many namespaces are where
 * @param failures some of those that failed
 * @param createdAt when it began
 * @param updatedAt when its state changed last
 */
record JobView(
    String id,
    String schemaSet,
    int version,
    boolean dryRun,
    String state,
    String message,
    JobProgress progress,
    List<Failure> failures,
    Instant createdAt,
    Instant updatedAt) {
  private static final int FAILURES_SHOWN = 20;

  /** A namespace that failed. */
  record Failure(String namespace, String message) {}

  static JobView of(SchemaJobs jobs, Job job) {
    return new JobView(
        job.id(),
        job.order().schemaSet(),
        job.order().version(),
        job.order().isDryRun(),
        job.state().name().toLowerCase(Locale.ROOT),
        job.message(),
        jobs.progress(job),
        jobs.failures(job, FAILURES_SHOWN).stream()
            .map(item -> new Failure(item.namespace().name(), item.message()))
            .toList(),
        job.createdAt(),
        job.updatedAt());
  }
}
