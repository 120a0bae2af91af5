package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A short answer of Gatehouse's own.
 *
 * @param status the HTTP status
 * @param code a name for the reason that never changes
 * @param text a sentence for people
 * @param headers what belongs to this answer alone
 * @param retryAfter when to try again; zero where it does not say
 * @param survives whether the connection may carry another request
 */
public record Answer(
    int status,
    String code,
    String text,
    List<Header> headers,
    Duration retryAfter,
    boolean survives) {

  static final String NO_SUCH_ROUTE = "NOT_FOUND";

  /** One header. */
  public record Header(CharSequence name, String value) {}

  static Answer of(int status, String code, String text) {
    return new Answer(status, code, text, List.of(), Duration.ZERO, true);
  }

  Answer closing() {
    return new Answer(status, code, text, headers, retryAfter, false);
  }

  Answer with(CharSequence name, String value) {
    var more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Answer(status, code, text, List.copyOf(more), retryAfter, survives);
  }

  Answer retryAfter(Duration delay) {
    return new Answer(status, code, text, headers, delay, survives)
        .with(HttpHeaderNames.RETRY_AFTER, Long.toString(wholeSeconds(delay)));
  }

  /** What clients are told to wait, who count in seconds: one at least. */
  static long wholeSeconds(Duration delay) {
    return Math.max(1, delay.plusMillis(999).toSeconds());
  }

  /** Says how far the windows are used up, as draft-ietf-httpapi-ratelimit-headers has it. */
  Answer windows(List<RateWindow> windows) {
    return windows.isEmpty()
        ? this
        : with("ratelimit-policy", listed(windows, RateWindow::policy))
            .with("ratelimit", listed(windows, RateWindow::state));
  }

  private static String listed(List<RateWindow> windows, Function<RateWindow, String> written) {
    return windows.stream().map(written).collect(Collectors.joining(", "));
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
