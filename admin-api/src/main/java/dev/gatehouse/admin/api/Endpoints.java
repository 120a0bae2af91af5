package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.Schemas;
import java.util.ArrayList;
import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(ControlPlane control) {
    Contents contents = control.contents();
    var endpoints =
        new ArrayList<Endpoint>(
            List.of(
                new CreateNamespace(control.provisioner()),
                new ListNamespaces(control.registry()),
                new GetNamespace(control.registry()),
                new DeleteNamespace(control.provisioner()),
                new IssueToken(control.registry(), control.mint()),
                new GetOpenApi()));
    endpoints.addAll(
        List.of(
            new ImportNamespace(control.provisioner(), contents),
            new ForkNamespace(control.registry(), control.provisioner()),
            new DumpNamespace(control.registry(), contents),
            new GetStats(control.registry(), contents.sqld()),
            new ResetStats(control.registry(), contents.sqld())));
    endpoints.addAll(
        List.of(
            new SqldCreate(control.provisioner()),
            new SqldFork(control.provisioner()),
            new SqldGetConfig(control.registry(), contents.sqld()),
            new SqldSetConfig(control.registry(), contents.sqld()),
            new SqldCheckpoint(control.registry(), contents.sqld())));
    Schemas schemas = contents.schemas();
    endpoints.addAll(
        List.of(
            new ListSchemaSets(schemas.sets()),
            new GetSchemaSet(schemas.sets()),
            new GetSchemaDrift(schemas),
            new ApplySchemaSet(schemas),
            new ListJobs(schemas.jobs()),
            new GetJob(schemas.jobs())));
    endpoints.addAll(SteerJob.all(schemas.jobs()));
    return endpoints;
  }
}
