package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.SchemaJobs;
import java.util.List;

/** Lists the newest jobs. */
final class ListJobs implements Endpoint {
  private static final int JOBS_MAX = 100;

  private final SchemaJobs jobs;

  ListJobs(SchemaJobs jobs) {
    this.jobs = jobs;
  }

  /** What the caller gets. */
  record Jobs(List<JobView> jobs) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/jobs";
  }

  @Override
  public Permission permission() {
    return Permission.READ;
  }

  @Override
  public Reply handle(Call call) {
    return Reply.json(
        200, new Jobs(jobs.newest(JOBS_MAX).stream().map(job -> JobView.of(jobs, job)).toList()));
  }
}
