package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaders;

/**
 * The head of a request, as the client sent it.
 *
 * @param route what is asked
 * @param target the request target with its query
 * @param headers what else the client said; read, never passed on
 */
public record RequestHead(Route route, String target, HttpHeaders headers) {}
