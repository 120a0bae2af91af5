package dev.gatehouse.gateway.journey.rewrite;

import io.netty.handler.codec.http.HttpHeaderNames;

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
  public boolean apply(Outgoing outgoing) {
    outgoing
        .headers()
        .set(HttpHeaderNames.AUTHORIZATION, lock.bearer(outgoing.tenant().id(), outgoing.access()));
    return true;
  }
}
