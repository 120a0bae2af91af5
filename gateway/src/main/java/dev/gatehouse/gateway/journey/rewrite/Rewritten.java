package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.gateway.journey.permit.StreamHold;
import io.netty.handler.codec.http.HttpRequest;

/**
 * The one request that may reach sqld.
 *
 * @param permitted the request that the client sent
 * @param head the head that Gatehouse made
 * @param body the bytes that go with it, which can be read again
 * @param reply what becomes of the answer
 * @param stream the stream of sqld that it runs on
 */
public record Rewritten(
    Permitted permitted,
    HttpRequest head,
    RequestBody body,
    ReplyRewriter reply,
    StreamHold stream) {}
