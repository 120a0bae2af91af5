package dev.gatehouse.gateway.journey.rewrite;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;

/** Names the tenant's namespace, and gives a Host that names none. */
final class NamespaceRule implements IsolationRule {
  private static final AsciiString HOST = AsciiString.cached("gatehouse");

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public boolean apply(Outgoing outgoing) {
    outgoing.headers().set(HttpHeaderNames.HOST, HOST);
    outgoing.headers().set(NamespaceHeader.NAME, NamespaceHeader.valueFor(outgoing.tenant().id()));
    return true;
  }
}
