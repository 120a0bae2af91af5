package dev.gatehouse.gateway.journey.rewrite;

import io.netty.handler.codec.http.HttpHeaderNames;

/** The token for sqld in a request that was rewritten, as a hello carries it. */
public final class HelloToken {
  private static final String SCHEME = "Bearer ";

  private HelloToken() {}

  public static String of(Rewritten rewritten) {
    return rewritten
        .head()
        .headers()
        .get(HttpHeaderNames.AUTHORIZATION, "")
        .substring(SCHEME.length());
  }
}
