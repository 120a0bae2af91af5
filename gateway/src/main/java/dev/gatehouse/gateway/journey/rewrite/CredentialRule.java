package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.permit.Permitted;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Puts Gatehouse's own token, good for this namespace and access alone, in place of the client's.
 */
final class CredentialRule implements IsolationRule {
  private final SecondLock lock;

  CredentialRule(SecondLock lock) {
    this.lock = lock;
  }

  @Override
  public String name() {
    return "credential";
  }

  @Override
  public boolean apply(Permitted permitted, HttpHeaders upstream) {
    var access = permitted.located().identified().caller().access();
    upstream.set(
        HttpHeaderNames.AUTHORIZATION, lock.bearer(permitted.located().tenant().id(), access));
    return true;
  }
}
