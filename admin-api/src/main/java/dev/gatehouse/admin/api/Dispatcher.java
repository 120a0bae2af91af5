package dev.gatehouse.admin.api;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.registry.RegistryException;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a request's head leads to, before its body is read, and runs the endpoint after:
 * nobody runs it without the permission, no call happens twice under one idempotency key, and no
 * change is missing in the audit log.
 */
final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final Router router;
  private final Doorkeeper doorkeeper;
  private final ReplyLedger replies;
  private final AuditLog audit;

  Dispatcher(List<Endpoint> endpoints, Doorkeeper doorkeeper, ReplyLedger replies, AuditLog audit) {
    this.router = new Router(endpoints);
    this.doorkeeper = doorkeeper;
    this.replies = replies;
    this.audit = audit;
  }

  /** What becomes of a request. */
  sealed interface Decision {
    record Run(Endpoint endpoint, Call call) implements Decision {}

    record Refuse(Reply reply) implements Decision {}
  }

  /** Does not block. */
  Decision decide(HttpRequest head, String address) {
    try {
      var uri = new QueryStringDecoder(head.uri());
      Router.Match match = router.match(head.method().name(), uri.rawPath());
      if (isOpen(match)) {
        return decide(match, uri.parameters(), head.headers(), Caller.stranger(address));
      }
      return switch (doorkeeper.enter(head.headers(), address)) {
        case Doorkeeper.Entry.Known(var caller) ->
            decide(match, uri.parameters(), head.headers(), caller);
        case Doorkeeper.Entry.NoKey() ->
            new Decision.Refuse(
                Reply.problem(Problem.unauthorized()).withHeader("www-authenticate", "Bearer"));
        case Doorkeeper.Entry.Barred() ->
            new Decision.Refuse(
                Reply.problem(Problem.wrongKeys())
                    .withHeader("retry-after", String.valueOf(FailedKeys.WINDOW.toSeconds())));
      };
    } catch (IllegalArgumentException e) {
      return new Decision.Refuse(Reply.problem(Problem.malformed("the URI is malformed")));
    }
  }

  private static Decision decide(
      Router.Match match, Map<String, List<String>> query, HttpHeaders headers, Caller caller) {
    return switch (match) {
      case Router.Match.Found(var endpoint, var variables) ->
          new Decision.Run(endpoint, new Call(variables, query, headers, caller));
      case Router.Match.WrongMethod(var allowed) ->
          new Decision.Refuse(
              Reply.problem(Problem.wrongMethod(allowed)).withHeader("allow", allowed));
      case Router.Match.Unknown() -> new Decision.Refuse(Reply.problem(Problem.unknownPath()));
    };
  }

  private static boolean isOpen(Router.Match match) {
    return match instanceof Router.Match.Found found
        && found.endpoint().permission() == Permission.NONE;
  }

  /** May block. */
  Reply run(Endpoint endpoint, Call call) {
    Reply reply = permitted(endpoint, call);
    boolean isChanging = !endpoint.method().equals("GET");
    if (isChanging) {
      audit.note(
          call.caller().asker(),
          endpoint.method() + " " + endpoint.path(),
          call.target(),
          String.valueOf(reply.status()));
    }
    return reply;
  }

  private Reply permitted(Endpoint endpoint, Call call) {
    if (!endpoint.permission().isGranted(call.caller().scopes())) {
      return Reply.problem(Problem.forbidden(endpoint.permission()));
    }
    if (!endpoint.method().equals("POST")) {
      return handled(endpoint, call);
    }
    try {
      return replies.once(endpoint, call, () -> handled(endpoint, call));
    } catch (RegistryException e) {
      return registryFailed(e);
    }
  }

  private static Reply handled(Endpoint endpoint, Call call) {
    try {
      return endpoint.handle(call);
    } catch (ProblemException e) {
      return Reply.problem(e.problem());
    } catch (RegistryException e) {
      return registryFailed(e);
    } catch (Throwable e) {
      log.atError()
          .addKeyValue("endpoint", endpoint.method() + " " + endpoint.path())
          .setCause(e)
          .log("an endpoint failed");
      return Reply.problem(Problem.bug());
    }
  }

  private static Reply registryFailed(RegistryException e) {
    log.atError().setCause(e).log("the registry failed");
    return Reply.problem(Problem.registryFailed());
  }
}
