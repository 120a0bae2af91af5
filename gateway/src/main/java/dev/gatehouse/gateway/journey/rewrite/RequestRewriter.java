package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.permit.Permitted;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;

/** The stage that makes the request for sqld, from nothing. */
public final class RequestRewriter {
  private final List<IsolationRule> rules;

  public RequestRewriter(SecondLock lock) {
    this.rules = IsolationRules.inOrder(lock);
  }

  public Outcome<Rewritten> rewrite(Permitted permitted) {
    Arrived arrived = permitted.located().identified().arrived();
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    for (IsolationRule rule : rules) {
      if (!rule.apply(permitted, headers)) {
        return Outcome.stopped(new IsolationViolation(rule.name()));
      }
    }
    RequestHead asked = arrived.head();
    var head =
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, asked.method(), asked.route().path(), headers);
    return Outcome.ready(new Rewritten(permitted, head, arrived.body()));
  }
}
