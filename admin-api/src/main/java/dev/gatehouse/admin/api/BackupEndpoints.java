package dev.gatehouse.admin.api;

import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.backup.NamespaceRestore.Order;
import dev.gatehouse.admin.backup.NamespaceRestore.Outcome;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be done with backups. */
final class BackupEndpoints {
  private static final String LATEST = "latest";
  private static final Set<String> FIELDS = Set.of("namespace", "as");
  private static final String NAME = "a text of the form " + Namespace.form();

  private final Optional<Backups> backups;
  private final TenantRegistry registry;
  private final Duration trashPeriod;

  private BackupEndpoints(
      Optional<Backups> backups, TenantRegistry registry, Duration trashPeriod) {
    this.backups = backups;
    this.registry = registry;
    this.trashPeriod = trashPeriod;
  }

  static List<Endpoint> all(ControlPlane control) {
    var all =
        new BackupEndpoints(
            control.contents().backups(), control.registry(), control.changes().trashPeriod());
    return List.of(
        all.endpoint("POST", "/v1/backups", BackupEndpoints::begin),
        all.endpoint("GET", "/v1/backups", (made, _) -> Reply.json(200, BackupView.All.of(made))),
        all.endpoint("GET", "/v1/backups/{id}", BackupEndpoints::show),
        all.endpoint("POST", "/v1/backups/{id}/restore", all::restore));
  }

  private Endpoint endpoint(String method, String path, BackupEndpoint.Action action) {
    return new BackupEndpoint(backups, method, path, action);
  }

  private static Reply begin(Backups backups, Call call) {
    return backups
        .begin(call.caller().asker())
        .map(progress -> Reply.json(202, BackupView.Running.of(progress)))
        .orElseGet(
            () ->
                Reply.problem(
                    Problem.of(409, "Conflict", "backup-busy", "a backup is being made already")));
  }

  private static Reply show(Backups backups, Call call) throws IOException {
    return Reply.json(200, BackupView.Detail.of(backups.find(call.variable("id"))));
  }

  private Reply restore(Backups backups, Call call) throws IOException {
    Fields fields = call.fields(FIELDS);
    Optional<Namespace> name = fields.required("namespace", NAME, Namespace::parse);
    Optional<Namespace> as =
        fields
            .text("as", NAME, text -> Namespace.parse(text).isPresent())
            .flatMap(Namespace::parse);
    fields.done();
    String id = call.variable("id");
    Namespace namespace = name.orElseThrow();
    call.concerns(as.orElse(namespace).name());
    Optional<String> backup = Optional.of(id).filter(given -> !given.equals(LATEST));
    return switch (backups.restore(new Order(backup, namespace, as, trashPeriod, Instant.now()))) {
      case Outcome.Tried(var creation) ->
          CreationReply.of(creation, as.orElse(namespace), registry);
      case Outcome.NotThere() ->
          Reply.problem(
              Problem.of(
                  404,
                  "Not Found",
                  "not-in-backup",
                  backup.isPresent()
                      ? "the backup has no namespace of this name"
                      : "no backup has a namespace of this name"));
      case Outcome.AnotherDatabase() ->
          Reply.problem(
              Problem.of(
                  409,
                  "Conflict",
                  "another-database",
                  "what has this name now is another database than the one in the backup;"
                      + " restore it by another name"));
    };
  }
}
