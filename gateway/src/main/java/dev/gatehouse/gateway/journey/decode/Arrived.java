package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;

/**
 * A request that was understood.
 *
 * @param exchange its exchange
 * @param head what it asks
 * @param body the bytes that follow
 */
public record Arrived(Exchange exchange, RequestHead head, RequestBody body) {}
