package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Payload;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Passes on the few pieces of gRPC metadata that replication needs, each in its one known form. */
final class GrpcRule implements IsolationRule {
  private static final Set<String> CONTENT_TYPES =
      Set.of("application/grpc-web", "application/grpc-web+proto");
  private static final AsciiString SESSION = AsciiString.cached("x-session-token");
  private static final Pattern SESSION_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Whether a request with these headers carries gRPC-web, the form that sqld takes. */
  static boolean isSpokenIn(HttpHeaders headers) {
    List<String> types = headers.getAll(HttpHeaderNames.CONTENT_TYPE);
    return types.size() == 1 && CONTENT_TYPES.contains(types.getFirst());
  }

  @Override
  public String name() {
    return "grpc";
  }

  @Override
  public boolean apply(Outgoing outgoing) {
    Payload payload = outgoing.asked().route().payload();
    if (!payload.isGrpc()) {
      return true;
    }
    HttpHeaders client = outgoing.asked().headers();
    if (!isSpokenIn(client)) {
      return false;
    }
    outgoing.headers().set(HttpHeaderNames.CONTENT_TYPE, client.get(HttpHeaderNames.CONTENT_TYPE));
    outgoing.headers().set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
    String session = client.get(SESSION);
    if (payload == Payload.REPLICATION
        && session != null
        && SESSION_FORM.matcher(session).matches()) {
      outgoing.headers().set(SESSION, session);
    }
    return true;
  }
}
