package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.permit.Permitted;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Looks once more: what leaves names one namespace, and it is the token's. */
final class OneNamespaceRule implements IsolationRule {

  @Override
  public String name() {
    return "one-namespace";
  }

  @Override
  public boolean apply(Permitted permitted, HttpHeaders upstream) {
    var token = permitted.located().identified().caller().namespace();
    var tenant = permitted.located().tenant();
    return tenant.namespace().equals(token)
        && upstream
            .getAll(NamespaceHeader.NAME)
            .equals(List.of(NamespaceHeader.valueFor(tenant.id())));
  }
}
