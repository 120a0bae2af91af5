package dev.gatehouse.admin.api;

import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.admin.token.Tokens;
import java.util.ArrayList;
import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(ControlPlane control) {
    var all = new ArrayList<Endpoint>();
    all.addAll(namespaces(control));
    all.addAll(tokens(control));
    all.addAll(operation(control));
    all.addAll(contents(control));
    all.addAll(schemas(control.contents().schemas()));
    all.addAll(BackupEndpoints.all(control));
    all.add(new GetOpenApi());
    return List.copyOf(all);
  }

  private static List<Endpoint> namespaces(ControlPlane control) {
    return List.of(
        new CreateNamespace(control.provisioner(), control.registry(), control.plans()),
        new ListNamespaces(control.registry()),
        new ListNamespacesOfUser(control.registry()),
        new GetNamespace(control.registry()),
        new EditNamespace(control.changes(), control.plans()),
        new SuspendNamespace(control.changes()),
        new ResumeNamespace(control.changes()),
        new RestoreNamespace(control.changes()),
        new DeleteNamespace(control.changes(), control.provisioner()));
  }

  private static List<Endpoint> tokens(ControlPlane control) {
    Tokens tokens = control.tokens();
    return List.of(
        new IssueToken(control.registry(), tokens.mint()),
        new ListTokens(control.registry(), tokens.ledger()),
        new RevokeToken(tokens.ledger()),
        new RotateTokens(control.registry(), tokens.ledger()),
        new RotateAllTokens(tokens.ledger()),
        new ListSigningKeys(tokens.keys()),
        new RotateSigningKeys(tokens));
  }

  private static List<Endpoint> operation(ControlPlane control) {
    Records records = control.records();
    return List.of(
        new CreateKey(records.keys()),
        new ListKeys(records.keys()),
        new RevokeKey(records.keys()),
        new ListAudit(records.audit()),
        new ListNodes(control.overview()),
        new ListFindings(control.overview()));
  }

  private static List<Endpoint> contents(ControlPlane control) {
    Contents contents = control.contents();
    return List.of(
        new ImportNamespace(control.provisioner(), control.registry(), contents),
        new ForkNamespace(control.registry(), control.provisioner()),
        new DumpNamespace(control.registry(), contents),
        new GetStats(control.registry(), contents.sqld()),
        new GetUsage(control.registry(), control.metering(), control.plans()),
        new ListUsage(control.metering()),
        new ResetStats(control.registry(), contents.sqld()),
        new SqldCreate(control.provisioner()),
        new SqldFork(control.provisioner()),
        new SqldGetConfig(control.registry(), contents.sqld()),
        new SqldSetConfig(control.registry(), contents.sqld()),
        new SqldCheckpoint(control.registry(), contents.sqld()));
  }

  private static List<Endpoint> schemas(Schemas schemas) {
    var all = new ArrayList<Endpoint>();
    all.add(new ListSchemaSets(schemas.sets()));
    all.add(new GetSchemaSet(schemas.sets()));
    all.add(new GetSchemaDrift(schemas));
    all.add(new ApplySchemaSet(schemas));
    all.add(new ListJobs(schemas.jobs()));
    all.add(new GetJob(schemas.jobs()));
    all.addAll(SteerJob.all(schemas.jobs()));
    return all;
  }
}
