package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.SchemaJobs;

/** Shows one job. */
final class GetJob implements Endpoint {
  private final SchemaJobs jobs;

  GetJob(SchemaJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/jobs/{id}";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return jobs.find(call.variable("id"))
        .map(job -> Reply.json(200, JobView.of(jobs, job)))
        .orElseGet(GetJob::unknown);
  }

  static Reply unknown() {
    return Reply.problem(Problem.of(404, "Not Found", "unknown-job", "there is no job of this id"));
  }
}
