package dev.gatehouse.admin.api;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the endpoint of a path: segments match exactly, in one spelling. */
final class Router {
  private final List<Route> routes;

  Router(List<Endpoint> endpoints) {
    routes = endpoints.stream().map(Route::of).toList();
  }

  /** What a path and a method led to. */
  sealed interface Match {
    record Found(Endpoint endpoint, Map<String, String> variables) implements Match {}

    record WrongMethod(String allowed) implements Match {}

    record Unknown() implements Match {}
  }

  private record Route(Endpoint endpoint, List<String> segments) {
    static Route of(Endpoint endpoint) {
      return new Route(endpoint, split(endpoint.path()));
    }

    Optional<Map<String, String>> variables(List<String> path) {
      if (path.size() != segments.size()) {
        return Optional.empty();
      }
      var variables = new LinkedHashMap<String, String>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          String name = segment.substring(1, segment.length() - 1);
          variables.put(name, QueryStringDecoder.decodeComponent(path.get(i)));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(variables);
    }
  }

  Match match(String method, String path) {
    var onPath = new ArrayList<Match.Found>();
    try {
      List<String> segments = split(path);
      for (Route route : routes) {
        route
            .variables(segments)
            .ifPresent(variables -> onPath.add(new Match.Found(route.endpoint(), variables)));
      }
    } catch (IllegalArgumentException malformedEscape) {
      return new Match.Unknown();
    }
    return onPath.stream()
        .filter(found -> found.endpoint().method().equals(method))
        .<Match>map(found -> found)
        .findFirst()
        .orElseGet(() -> noneOf(onPath));
  }

  private static Match noneOf(List<Match.Found> onPath) {
    if (onPath.isEmpty()) {
      return new Match.Unknown();
    }
    return new Match.WrongMethod(
        onPath.stream()
            .map(found -> found.endpoint().method())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", ")));
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }
}
