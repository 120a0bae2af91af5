package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Takes the token out of a request's headers. */
final class BearerToken {
  /** Where embedded replicas put it. */
  private static final String X_AUTHORIZATION = "x-authorization";

  private static final String SCHEME = "bearer";

  private BearerToken() {}

  static Outcome<String> of(HttpHeaders headers) {
    List<String> standard = headers.getAll(HttpHeaderNames.AUTHORIZATION);
    List<String> replica = headers.getAll(X_AUTHORIZATION);
    if (standard.isEmpty() && replica.isEmpty()) {
      return Outcome.stopped(new TokenMissing());
    }
    if (standard.size() > 1 || replica.size() > 1) {
      return Outcome.stopped(new TokenInvalid("more than one authorization header"));
    }
    if (!standard.isEmpty() && !replica.isEmpty() && !standard.equals(replica)) {
      return Outcome.stopped(new TokenInvalid("two authorization headers that differ"));
    }
    return tokenOf(standard.isEmpty() ? replica.getFirst() : standard.getFirst());
  }

  private static Outcome<String> tokenOf(String value) {
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Outcome.stopped(new TokenInvalid("the scheme is not Bearer"));
    }
    int space = SCHEME.length();
    if (isBlankFrom(value, space)) {
      return Outcome.stopped(new TokenMissing());
    }
    if (value.charAt(space) != ' ' || value.indexOf(' ', space + 1) >= 0) {
      return Outcome.stopped(new TokenInvalid("not one scheme, one space and one token"));
    }
    return Outcome.ready(value.substring(space + 1));
  }

  private static boolean isBlankFrom(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      if (!Character.isWhitespace(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
