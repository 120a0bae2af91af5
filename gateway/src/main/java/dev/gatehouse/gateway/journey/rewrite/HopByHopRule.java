package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.permit.Permitted;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;

/** Frames the request anew: nothing that the client said about its connection goes on. */
final class HopByHopRule implements IsolationRule {

  @Override
  public String name() {
    return "hop-by-hop";
  }

  @Override
  public boolean apply(Permitted permitted, HttpHeaders upstream) {
    long length = permitted.located().identified().arrived().body().length();
    if (length < 0) {
      upstream.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else {
      upstream.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
    }
    return true;
  }
}
