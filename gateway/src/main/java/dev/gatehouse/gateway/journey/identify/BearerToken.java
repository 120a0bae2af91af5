package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Takes the token out of a request's headers. */
final class BearerToken {
  private static final String SCHEME = "bearer ";

  private final int tokenBytesMax;

  BearerToken(int tokenBytesMax) {
    this.tokenBytesMax = tokenBytesMax;
  }

  Outcome<String> of(HttpHeaders headers) {
    List<String> values = headers.getAll(HttpHeaderNames.AUTHORIZATION);
    if (values.isEmpty()) {
      return Outcome.stopped(new TokenMissing());
    }
    if (values.size() > 1) {
      return Outcome.stopped(new TokenInvalid("more than one authorization header"));
    }
    String value = values.getFirst();
    if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Outcome.stopped(new TokenInvalid("the scheme is not Bearer"));
    }
    String token = value.substring(SCHEME.length());
    if (token.isEmpty()) {
      return Outcome.stopped(new TokenMissing());
    }
    if (token.length() > tokenBytesMax) {
      return Outcome.stopped(new TokenInvalid("longer than " + tokenBytesMax + " bytes"));
    }
    return Outcome.ready(token);
  }
}
