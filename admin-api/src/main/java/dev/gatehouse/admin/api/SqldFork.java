package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies a namespace as sqld itself is asked to. */
final class SqldFork implements Endpoint {
  private final NamespaceProvisioner provisioner;

  SqldFork(NamespaceProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  /**
   * What the caller may send.
   *
   * @param timestamp the moment to copy, in UTC and without a zone
   */
  record Request(@Nullable String timestamp) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/fork/{to}";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Optional<Namespace> source = Namespace.parse(call.variable("name"));
    Optional<Namespace> target = Namespace.parse(call.variable("to"));
    if (source.isEmpty() || target.isEmpty()) {
      return SqldSide.error(400, "Invalid namespace (expected: " + Namespace.form() + ")");
    }
    Optional<Instant> at = Optional.empty();
    if (call.hasBody()) {
      try {
        at =
            Optional.ofNullable(call.json(Request.class).timestamp())
                .map(text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeParseException e) {
        return SqldSide.error(400, "expected a timestamp such as 2026-11-21T00:00:00");
      }
    }
    var seed = new Seed.ForkOf(source.get(), at);
    return SqldSide.created(target.get(), provisioner.create(NamespaceSpec.of(target.get()), seed));
  }
}
