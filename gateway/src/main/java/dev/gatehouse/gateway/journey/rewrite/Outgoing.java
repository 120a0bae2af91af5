package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * A request for sqld in the making.
 *
 * @param permitted the request that the client sent
 * @param bodyBytes the length of the body that will go with it
 * @param headers the headers that go to sqld, empty at first
 */
record Outgoing(Permitted permitted, int bodyBytes, HttpHeaders headers) {

  RequestHead asked() {
    return permitted.located().identified().arrived().head();
  }

  TenantRecord tenant() {
    return permitted.located().tenant();
  }

  Access access() {
    return permitted.located().identified().caller().access();
  }
}
