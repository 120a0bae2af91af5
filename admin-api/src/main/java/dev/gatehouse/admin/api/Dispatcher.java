package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.RegistryException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what a request's head leads to, before its body is read, and runs the endpoint after. */
final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final String SCHEME = "bearer ";

  private final Router router;
  private final AdminKey key;

  Dispatcher(List<Endpoint> endpoints, AdminKey key) {
    this.router = new Router(endpoints);
    this.key = key;
  }

  /** What becomes of a request. */
  sealed interface Decision {
    record Run(Endpoint endpoint, Call call) implements Decision {}

    record Refuse(Reply reply) implements Decision {}
  }

  /** Does not block. */
  Decision decide(HttpRequest head) {
    try {
      var uri = new QueryStringDecoder(head.uri());
      Router.Match match = router.match(head.method().name(), uri.rawPath());
      if (!isOpen(match) && !isAuthenticated(head)) {
        return new Decision.Refuse(
            Reply.problem(Problem.unauthorized()).withHeader("www-authenticate", "Bearer"));
      }
      return decide(match, uri.parameters(), contentType(head));
    } catch (IllegalArgumentException e) {
      return new Decision.Refuse(Reply.problem(Problem.malformed("the URI is malformed")));
    }
  }

  private static Decision decide(
      Router.Match match, Map<String, List<String>> query, String contentType) {
    return switch (match) {
      case Router.Match.Found(var endpoint, var variables) ->
          new Decision.Run(endpoint, new Call(variables, query, contentType));
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

  private boolean isAuthenticated(HttpRequest head) {
    List<String> credentials = head.headers().getAll(HttpHeaderNames.AUTHORIZATION);
    if (credentials.size() != 1) {
      return false;
    }
    String credential = credentials.getFirst();
    return credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && key.matches(credential.substring(SCHEME.length()));
  }

  private static String contentType(HttpRequest head) {
    String value = head.headers().get(HttpHeaderNames.CONTENT_TYPE);
    return value == null ? "" : value;
  }

  /** May block. */
  Reply run(Endpoint endpoint, Call call) {
    try {
      return endpoint.handle(call);
    } catch (ProblemException e) {
      return Reply.problem(e.problem());
    } catch (RegistryException e) {
      log.atError().setCause(e).log("the registry failed");
      return Reply.problem(Problem.registryFailed());
    } catch (Throwable e) {
      log.atError()
          .addKeyValue("endpoint", endpoint.method() + " " + endpoint.path())
          .setCause(e)
          .log("an endpoint failed");
      return Reply.problem(Problem.bug());
    }
  }
}
