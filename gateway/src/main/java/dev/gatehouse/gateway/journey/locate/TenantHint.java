package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.tenancy.Namespace;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What a request says, beside its token, about the namespace that it means. */
final class TenantHint {
  private static final AsciiString PLAIN = AsciiString.cached("x-namespace");
  private static final AsciiString BINARY = AsciiString.cached("x-namespace-bin");

  private TenantHint() {}

  /** Where the request names another namespace than its token's. */
  static Optional<String> contradiction(RequestHead head, Namespace namespace) {
    HttpHeaders headers = head.headers();
    for (String value : headers.getAll(PLAIN)) {
      if (!value.equals(namespace.name())) {
        return Optional.of(PLAIN.toString());
      }
    }
    // Embedded replicas make this one up from the URL's host; it is replaced, not compared.
    boolean madeUp = head.route().payload().isGrpc();
    for (String value : madeUp ? List.<String>of() : headers.getAll(BINARY)) {
      if (!value.equals(encoded(namespace, Base64.getEncoder().withoutPadding()))
          && !value.equals(encoded(namespace, Base64.getEncoder()))) {
        return Optional.of(BINARY.toString());
      }
    }
    return Optional.empty();
  }

  private static String encoded(Namespace namespace, Base64.Encoder encoder) {
    return encoder.encodeToString(namespace.name().getBytes(StandardCharsets.US_ASCII));
  }
}
