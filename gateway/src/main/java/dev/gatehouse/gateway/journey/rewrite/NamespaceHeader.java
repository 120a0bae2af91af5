package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.tenancy.NamespaceId;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The one selector that every version of sqld obeys before any other. */
final class NamespaceHeader {
  static final AsciiString NAME = AsciiString.cached("x-namespace-bin");

  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  private NamespaceHeader() {}

  static String valueFor(NamespaceId id) {
    return BASE64.encodeToString(id.value().getBytes(StandardCharsets.US_ASCII));
  }
}
