package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TokenEntry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.admin.token.Lifespan;
import dev.gatehouse.admin.token.MintedToken;
import dev.gatehouse.admin.token.TokenMint;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Issues a token for one namespace. */
final class IssueToken implements Endpoint {
  private static final Logger log = LoggerFactory.getLogger(IssueToken.class);
  private static final Pattern LABEL = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,64}");

  private final TenantRegistry registry;
  private final TokenMint mint;

  IssueToken(TenantRegistry registry, TokenMint mint) {
    this.registry = registry;
    this.mint = mint;
  }

  /**
   * What the caller sends.
   *
   * @param access {@code rw} or {@code ro}
   * @param expiresIn such as {@code 2w1d}; as long as may be where absent
   * @param label what lists and the log call the token
   */
  record Request(@Nullable String access, @Nullable String expiresIn, @Nullable String label) {}

  /** What the caller gets, once. */
  record Issued(
      String token,
      String id,
      String namespace,
      String access,
      String label,
      Instant issuedAt,
      Instant expiresAt) {
    static Issued of(MintedToken minted) {
      TokenEntry entry = minted.entry();
      return new Issued(
          minted.token(),
          entry.id(),
          entry.grant().namespace().name(),
          entry.grant().access().claim(),
          entry.grant().label(),
          entry.issuedAt(),
          entry.expiresAt());
    }

    @Override
    public String toString() {
      return "Issued[id=%s, namespace=%s, access=%s, expiresAt=%s]"
          .formatted(id, namespace, access, expiresAt);
    }
  }

  /** A request whose every field was right. */
  private record Order(Access access, Duration lifetime, String label) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/tokens";
  }

  @Override
  public Permission permission() {
    return Permission.TOKENS;
  }

  @Override
  public Reply handle(Call call) {
    Order order = order(call.json(Request.class));
    return Namespace.parse(call.variable("name"))
        .flatMap(registry::find)
        .map(TenantRecord::namespace)
        .map(namespace -> issue(namespace, order))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  private Order order(Request request) {
    var errors = new FieldErrors();
    Optional<Access> access = Optional.ofNullable(request.access()).flatMap(Access::parse);
    if (access.isEmpty()) {
      errors.add("access", "rw or ro");
    }
    Optional<Duration> lifetime =
        request.expiresIn() == null
            ? Optional.of(mint.lifetimeMax())
            : Lifespan.parse(request.expiresIn());
    if (lifetime.isEmpty() || lifetime.get().compareTo(mint.lifetimeMax()) > 0) {
      errors.add(
          "expiresIn", "a time such as 2w1d or 1h, at most " + Lifespan.format(mint.lifetimeMax()));
    }
    String label = request.label() == null ? "-" : request.label();
    if (!LABEL.matcher(label).matches()) {
      errors.add("label", "1..64 visible characters");
    }
    errors.throwIfAny();
    return new Order(access.orElseThrow(), lifetime.orElseThrow(), label);
  }

  private Reply issue(Namespace namespace, Order order) {
    MintedToken minted =
        mint.mint(new Grant(namespace, order.access(), order.label()), order.lifetime());
    log.atInfo()
        .addKeyValue("tenant", namespace)
        .addKeyValue("token", minted.entry().id())
        .addKeyValue("access", order.access().claim())
        .addKeyValue("expiresAt", minted.expiresAt())
        .addKeyValue("label", order.label())
        .log("token issued");
    return Reply.json(201, Issued.of(minted));
  }
}
