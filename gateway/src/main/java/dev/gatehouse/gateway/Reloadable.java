package dev.gatehouse.gateway;

import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.tenancy.Limits;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can change while the data plane runs.
 *
 * @param issuers whose tokens are accepted
 * @param limits what a tenant may use that has no limits of its own
 * @param tls the certificate, where Gatehouse itself speaks TLS
 */
public record Reloadable(List<Issuer> issuers, Limits limits, Optional<TlsFiles> tls) {}
