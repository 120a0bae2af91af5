package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.permit.Permitted;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/** Names the tenant's namespace, and gives a Host that names none. */
final class NamespaceRule implements IsolationRule {
  private static final AsciiString HOST = AsciiString.cached("gatehouse");

  @Override
  public String name() {
    return "namespace";
  }

  @Override
  public boolean apply(Permitted permitted, HttpHeaders upstream) {
    upstream.set(HttpHeaderNames.HOST, HOST);
    upstream.set(NamespaceHeader.NAME, NamespaceHeader.valueFor(permitted.located().tenant().id()));
    return true;
  }
}
