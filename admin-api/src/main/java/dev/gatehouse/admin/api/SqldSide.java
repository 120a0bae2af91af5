package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.SeedFault;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldRefusedException;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the endpoints have in common that sqld has, too: its replies and the shape of its errors.
 */
final class SqldSide {
  private static final Logger log = LoggerFactory.getLogger(SqldSide.class);

  private SqldSide() {}

  /** What sqld does for one namespace. */
  interface Work {
    Reply run(TenantRecord tenant) throws SqldException;
  }

  private record Fault(String error) {}

  /** Runs the work where there is such a namespace. */
  static Reply on(TenantRegistry registry, Call call, Work work) {
    String name = call.variable("name");
    Optional<TenantRecord> tenant = Namespace.parse(name).flatMap(registry::find);
    if (tenant.isEmpty()) {
      return error(404, "Namespace doesn't exist");
    }
    try {
      return work.run(tenant.get());
    } catch (SqldRefusedException e) {
      return error(400, String.valueOf(e.getMessage()));
    } catch (SqldException e) {
      log.atWarn().addKeyValue("tenant", tenant.get().namespace()).setCause(e).log("sqld failed");
      return error(503, Problem.sqldFailed().detail());
    }
  }

  /** The end of a creation as sqld says it. */
  static Reply created(Namespace namespace, Creation creation) {
    return switch (creation) {
      case Creation.Created _ -> done();
      case Creation.Taken() -> error(400, "Namespace `%s` already exists".formatted(namespace));
      case Creation.Busy() -> error(409, Problem.namespaceBusy().detail());
      case Creation.Refused(var fault) ->
          error(fault.kind() == SeedFault.Kind.SOURCE ? 404 : 400, fault.message());
      case Creation.NodeFailed() -> error(503, Problem.sqldFailed().detail());
    };
  }

  /** Success as sqld says it: nothing. */
  static Reply done() {
    return new Reply(200, Map.of(), "text/plain", "");
  }

  static Reply error(int status, String text) {
    return Reply.json(status, new Fault(text));
  }
}
