package dev.gatehouse.gateway.journey.rewrite;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;

/** Frames the request anew, by its length alone: nothing of the client's framing goes on. */
final class FramingRule implements IsolationRule {

  @Override
  public String name() {
    return "framing";
  }

  @Override
  public boolean apply(Outgoing outgoing) {
    boolean mayHaveBody = outgoing.asked().route().method().equals(HttpMethod.POST);
    if (mayHaveBody || outgoing.bodyBytes() > 0) {
      outgoing.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, outgoing.bodyBytes());
    }
    return true;
  }
}
