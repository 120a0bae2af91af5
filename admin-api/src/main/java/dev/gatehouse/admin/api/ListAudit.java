package dev.gatehouse.admin.api;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.registry.AuditEntry;
import dev.gatehouse.admin.registry.AuditQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists what was changed, the newest first, a page at a time. */
final class ListAudit implements Endpoint {
  private final AuditLog audit;

  ListAudit(AuditLog audit) {
    this.audit = audit;
  }

  /** One thing that was done, or tried. */
  record View(
      String id,
      Instant at,
      String actor,
      String label,
      String action,
      String target,
      String outcome,
      String address) {
    static View of(AuditEntry entry) {
      return new View(
          String.valueOf(entry.id()),
          entry.at(),
          entry.actor(),
          entry.label(),
          entry.action(),
          entry.target(),
          entry.outcome(),
          entry.address());
    }
  }

  /**
   * One page.
   *
   * @param entries its entries
   * @param next what {@code after} is for the next page, null on the last one
   */
  record Page(List<View> entries, @Nullable String next) {}

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public String path() {
    return "/v1/audit";
  }

  @Override
  public Permission permission() {
    return Permission.ADMIN;
  }

  @Override
  public Reply handle(Call call) {
    var given = new Parameters(call, Set.of("target", "after", "limit"));
    int limit = given.limit();
    var query =
        new AuditQuery(
            given.text("target", "1 character or more", text -> !text.isEmpty()),
            given.afterNumber(),
            limit + 1);
    given.done();
    List<AuditEntry> found = audit.page(query);
    boolean isLast = found.size() <= limit;
    List<View> views = found.stream().limit(limit).map(View::of).toList();
    return Reply.json(200, new Page(views, isLast ? null : views.getLast().id()));
  }
}
