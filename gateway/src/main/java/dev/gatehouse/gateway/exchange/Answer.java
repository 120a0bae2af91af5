package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A short answer of Gatehouse's own.
 *
 * @param status the HTTP status
 * @param code a name for the reason that never changes
 * @param text a sentence for people
 * @param headerName one header that belongs to this answer
 * @param headerValue that header's value
 * @param survives whether the connection may carry another request
 */
public record Answer(
    int status,
    String code,
    String text,
    @Nullable CharSequence headerName,
    @Nullable String headerValue,
    boolean survives) {

  static final String NO_SUCH_ROUTE = "NOT_FOUND";

  static Answer of(int status, String code, String text) {
    return new Answer(status, code, text, null, null, true);
  }

  Answer closing() {
    return new Answer(status, code, text, headerName, headerValue, false);
  }

  Answer with(CharSequence name, String value) {
    return new Answer(status, code, text, name, value, survives);
  }

  Answer retryAfter(Duration delay) {
    long seconds = Math.max(1, delay.plusMillis(999).toSeconds());
    return with(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds));
  }

  /** The same reason as gRPC counts it. */
  public int grpcStatus() {
    return switch (status) {
      case 400, 413 -> GrpcStatus.INVALID_ARGUMENT;
      case 401 -> GrpcStatus.UNAUTHENTICATED;
      case 403 -> GrpcStatus.PERMISSION_DENIED;
      case 404 -> code.equals(NO_SUCH_ROUTE) ? GrpcStatus.UNIMPLEMENTED : GrpcStatus.NOT_FOUND;
      case 405, 415 -> GrpcStatus.UNIMPLEMENTED;
      case 429 -> GrpcStatus.RESOURCE_EXHAUSTED;
      case 503 -> GrpcStatus.UNAVAILABLE;
      case 408, 504 -> GrpcStatus.DEADLINE_EXCEEDED;
      default -> GrpcStatus.INTERNAL;
    };
  }

  /** The body: {@code error} as sqld has it, {@code message} and {@code code} as Hrana has them. */
  public String toJson() {
    return """
    {"error":"%s","message":"%s","code":"%s"}"""
        .formatted(text, text, code);
  }
}
