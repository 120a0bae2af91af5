package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Change;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.tenancy.Namespace;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.function.Function;

/** What is answered about one namespace. */
final class NamespaceReplies {
  private NamespaceReplies() {}

  /** The namespace with its etag. */
  static Reply shown(int status, TenantEntry entry) {
    return Reply.json(status, NamespaceView.of(entry))
        .withHeader(HttpHeaderNames.ETAG.toString(), Etags.write(entry.version()));
  }

  static Reply of(Change change) {
    return switch (change) {
      case Change.Done(var entry) -> shown(200, entry);
      case Change.Unknown() -> Reply.problem(Problem.unknownNamespace());
      case Change.Outdated() -> Reply.problem(Problem.outdated());
      case Change.WrongState(var state) -> Reply.problem(Problem.wrongState(state));
      case Change.Protected() -> Reply.problem(Problem.namespaceProtected());
      case Change.Busy() -> Reply.problem(Problem.namespaceBusy());
    };
  }

  /** What a change of the namespace in the path comes to. */
  static Reply changed(Call call, Function<Namespace, Change> change) {
    return Namespace.parse(call.variable("name"))
        .map(change)
        .map(NamespaceReplies::of)
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }
}
