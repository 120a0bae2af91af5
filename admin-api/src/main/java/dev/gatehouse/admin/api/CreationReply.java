package dev.gatehouse.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.SeedFault;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;

/** What the caller is told of an attempt to create a namespace. */
final class CreationReply {
  private CreationReply() {}

  /** A {@link Problem} that knows where in an SQL text it lies. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  private record SqlProblem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String migration,
      long statement,
      long line) {}

  static Reply of(Creation creation, Namespace name, TenantRegistry registry) {
    return switch (creation) {
      case Creation.Created(var entry) ->
          NamespaceReplies.shown(201, entry)
              .withHeader("location", "/v1/namespaces/" + entry.namespace().name());
      case Creation.Taken() -> Reply.problem(taken(name, registry));
      case Creation.Busy() -> Reply.problem(Problem.namespaceBusy());
      case Creation.Refused(var fault) -> refused(fault);
      case Creation.NodeFailed() -> Reply.problem(Problem.sqldFailed());
    };
  }

  private static Problem taken(Namespace name, TenantRegistry registry) {
    boolean isTrashed =
        registry.entry(name).map(TenantEntry::state).filter(Lifecycle.TRASHED::equals).isPresent();
    return isTrashed ? Problem.namespaceTrashed() : Problem.namespaceTaken();
  }

  private static Reply refused(SeedFault fault) {
    return switch (fault.kind()) {
      case CONTENT -> unprocessable("content-refused", fault);
      case SCHEMA -> unprocessable("schema-refused", fault);
      case UNKNOWN_SCHEMA -> unprocessable("unknown-schema-set", fault);
      case SOURCE -> unprocessable("unknown-source", fault);
      case NO_BACKUPS -> Reply.problem(Problem.of(409, "Conflict", "no-backups", fault.message()));
    };
  }

  private static Reply unprocessable(String code, SeedFault fault) {
    var problem =
        new SqlProblem(
            "urn:gatehouse:problem:" + code,
            "Unprocessable Content",
            422,
            fault.message(),
            code,
            fault.migration(),
            fault.statement(),
            fault.line());
    return Reply.json(422, problem).as("application/problem+json");
  }
}
