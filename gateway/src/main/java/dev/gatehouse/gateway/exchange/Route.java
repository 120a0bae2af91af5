package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The public listener's routes, matched to the letter; nothing else exists. */
public enum Route {
  PIPELINE_V2(HttpMethod.POST, "/v2/pipeline"),
  PIPELINE_V3(HttpMethod.POST, "/v3/pipeline"),
  HEALTH(HttpMethod.GET, "/health"),
  VERSION(HttpMethod.GET, "/version");

  private static final Map<String, Route> BY_PATH =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Route::path, Function.identity()));

  private final HttpMethod method;
  private final String path;

  Route(HttpMethod method, String path) {
    this.method = method;
    this.path = path;
  }

  /** The route of a request target; a query does not matter, anything else does. */
  public static Optional<Route> of(String target) {
    int query = target.indexOf('?');
    return Optional.ofNullable(BY_PATH.get(query < 0 ? target : target.substring(0, query)));
  }

  public HttpMethod method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** Whether Gatehouse answers by itself, without a token and without sqld. */
  public boolean isOwn() {
    return this == HEALTH || this == VERSION;
  }
}
