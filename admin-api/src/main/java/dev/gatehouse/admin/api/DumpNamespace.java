package dev.gatehouse.admin.api;

import dev.gatehouse.admin.load.DumpWriter;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a namespace as SQL text, all of one moment. */
final class DumpNamespace implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(DumpNamespace.class);

  private final TenantRegistry registry;
  private final Contents contents;

  DumpNamespace(TenantRegistry registry, Contents contents) {
    this.registry = registry;
    this.contents = contents;
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/dump";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    return Namespace.parse(call.variable("name"))
        .flatMap(registry::find)
        .map(this::dump)
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  /**
   * A file first: a client that reads slowly holds no transaction, and half a dump is never sent.
   */
  private Reply dump(TenantRecord tenant) {
    try {
      Path file = contents.spool().newFile();
      try (SqlSession session = contents.sessions().open(tenant.id(), Access.READ_ONLY);
          Writer out = Files.newBufferedWriter(file)) {
        var _ = DumpWriter.write(session, out);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      return Reply.file(ImportNamespace.DUMP, file)
          .withHeader(
              "content-disposition",
              "attachment; filename=\"%s.sql\"".formatted(tenant.namespace().name()));
    } catch (SqldException e) {
      log.atWarn().addKeyValue("tenant", tenant.namespace()).setCause(e).log("a dump failed");
      return Reply.problem(Problem.sqldFailed());
    } catch (IOException e) {
      log.atError().addKeyValue("tenant", tenant.namespace()).setCause(e).log("a dump failed");
      return Reply.problem(Problem.storageFailed());
    }
  }
}
