package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;

/**
 * The head of a request, as the client sent it.
 *
 * @param method what to do
 * @param route where
 * @param headers what else the client said; read, never passed on
 */
public record RequestHead(HttpMethod method, Route route, HttpHeaders headers) {}
