package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.SchemaJobs;
import dev.gatehouse.admin.registry.Job;
import java.util.List;
import java.util.function.BiPredicate;

/** Pauses, resumes or stops a job. */
final class SteerJob implements Endpoint {
  private final SchemaJobs jobs;
  private final String verb;
  private final BiPredicate<SchemaJobs, Job> act;

  private SteerJob(SchemaJobs jobs, String verb, BiPredicate<SchemaJobs, Job> act) {
    this.jobs = jobs;
    this.verb = verb;
    this.act = act;
  }

  static List<Endpoint> all(SchemaJobs jobs) {
    return List.of(
        new SteerJob(jobs, "pause", SchemaJobs::pause),
        new SteerJob(jobs, "resume", SchemaJobs::resume),
        new SteerJob(jobs, "stop", SchemaJobs::stop));
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/jobs/{id}/" + verb;
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return jobs.find(call.variable("id")).map(this::steer).orElseGet(GetJob::unknown);
  }

  private Reply steer(Job job) {
    if (!act.test(jobs, job)) {
      return Reply.problem(
          Problem.of(409, "Conflict", "job-state", "the job is not in a state for that"));
    }
    return Reply.json(200, JobView.of(jobs, jobs.find(job.id()).orElse(job)));
  }
}
