package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.tenancy.TenantRecord;
import java.net.InetSocketAddress;

/**
 * A request whose tenant is known.
 *
 * @param identified the request and its caller
 * @param tenant what the registry says of the namespace
 * @param node the address of the sqld that holds it
 */
public record Located(Identified identified, TenantRecord tenant, InetSocketAddress node) {}
