package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.RequestHead;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.QueryStringEncoder;
import java.util.Set;

/** The request target for sqld: the route's path, and of the query what the route knows. */
final class Target {
  private static final int PARAMETERS_MAX = 16;

  private Target() {}

  static String of(RequestHead asked) {
    Set<String> known = asked.route().parameters();
    if (known.isEmpty() || asked.target().indexOf('?') < 0) {
      return asked.route().path();
    }
    var target = new QueryStringEncoder(asked.route().path());
    QueryStringDecoder.builder()
        .maxParams(PARAMETERS_MAX)
        .build(asked.target())
        .parameters()
        .forEach(
            (name, values) -> {
              if (known.contains(name)) {
                values.forEach(value -> target.addParam(name, value));
              }
            });
    return target.toString();
  }
}
