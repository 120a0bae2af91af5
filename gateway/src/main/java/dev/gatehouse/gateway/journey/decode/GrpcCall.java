package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.CompressionUnknown;
import dev.gatehouse.gateway.exchange.Refusal.DeadlinePassed;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the head of a gRPC call says beside its messages, in gRPC and gRPC-web alike. */
final class GrpcCall {
  static final AsciiString STATUS = AsciiString.cached("grpc-status");
  static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  static final AsciiString RETRY_PUSHBACK = AsciiString.cached("grpc-retry-pushback-ms");
  static final AsciiString DETAILS = AsciiString.cached("grpc-status-details-bin");

  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
  private static final AsciiString TIMEOUT = AsciiString.cached("grpc-timeout");
  private static final List<String> UNCOMPRESSED = List.of("identity");
  private static final Pattern TIMEOUT_FORM = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

  private GrpcCall() {}

  /** Whether a message with these headers is one of gRPC, in whichever form. */
  static boolean isSpokenIn(HttpHeaders headers) {
    return headers.get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("application/grpc");
  }

  /** Holds an exchange to what the client says about its call. */
  static Outcome<Exchange> begin(Exchange exchange, HttpHeaders headers) {
    List<String> encodings = headers.getAll(ENCODING);
    if (!encodings.isEmpty() && !encodings.equals(UNCOMPRESSED)) {
      return Outcome.stopped(new CompressionUnknown());
    }
    String timeout = headers.get(TIMEOUT);
    if (timeout == null) {
      return Outcome.ready(exchange);
    }
    Matcher parts = TIMEOUT_FORM.matcher(timeout);
    if (!parts.matches()) {
      return Outcome.stopped(new Malformed("the gRPC timeout is none"));
    }
    Duration bound = Duration.of(Long.parseLong(parts.group(1)), unitOf(parts.group(2)));
    if (bound.compareTo(TIMEOUT_MAX) < 0) {
      interrupt(exchange, bound);
    }
    return Outcome.ready(exchange);
  }

  private static ChronoUnit unitOf(String letter) {
    return switch (letter) {
      case "H" -> ChronoUnit.HOURS;
      case "M" -> ChronoUnit.MINUTES;
      case "S" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MILLIS;
      case "u" -> ChronoUnit.MICROS;
      default -> ChronoUnit.NANOS;
    };
  }

  private static void interrupt(Exchange exchange, Duration bound) {
    ScheduledFuture<?> timer =
        exchange
            .loop()
            .schedule(
                () -> exchange.interrupt(new DeadlinePassed()),
                bound.toNanos(),
                TimeUnit.NANOSECONDS);
    exchange.onEnd(() -> timer.cancel(false));
  }
}
