package dev.gatehouse.gateway.journey.decode;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which web pages may talk to Gatehouse, and what browsers are told about it. */
public final class CorsPolicy {
  /** Any page may. */
  public static final String ANY = "*";

  private static final String EXPOSED =
      "grpc-status, grpc-message, grpc-status-details-bin,"
          + " grpc-retry-pushback-ms, retry-after, ratelimit, ratelimit-policy, gatehouse-quota,"
          + " x-request-id";
  private static final String REQUEST_HEADERS =
      "accept, authorization, content-type, grpc-timeout, traceparent, tracestate,"
          + " x-authorization, x-grpc-web, x-libsql-client-version, x-namespace, x-namespace-bin,"
          + " x-session-token, x-turso-encryption-key, x-user-agent";
  private static final String PREFLIGHT_VARY =
      "origin, access-control-request-method, access-control-request-headers";
  private static final AsciiString DAY = AsciiString.cached("86400");

  private final Set<String> origins;
  private final boolean any;

  /** Allows pages of these origins; {@link #ANY} among them allows all. */
  public CorsPolicy(List<String> origins) {
    this.origins = Set.copyOf(origins);
    this.any = origins.contains(ANY);
  }

  /** What the page behind a request is told as its origin, or null where there is no such page. */
  @Nullable String grantTo(HttpHeaders request) {
    String origin = request.get(HttpHeaderNames.ORIGIN);
    if (origin == null) {
      return null;
    }
    if (any) {
      return ANY;
    }
    return origins.contains(origin) ? origin : null;
  }

  /** Lets the page read an answer. */
  void open(HttpHeaders reply, String grant) {
    reply.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, grant);
    reply.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (!any) {
      reply.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
  }

  /** Tells a browser what a request may be, before it sends one; the grant is made elsewhere. */
  void invite(HttpHeaders reply, String methods) {
    reply.set(HttpHeaderNames.ALLOW, methods);
    reply.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
    reply.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
    reply.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, DAY);
    reply.set(HttpHeaderNames.VARY, PREFLIGHT_VARY);
  }
}
