package dev.gatehouse.gateway;

import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.tenancy.Plans;
import java.util.List;
import java.util.Optional;

/**
 * What an operator can change while the data plane runs.
 *
 * @param issuers whose tokens are accepted
 * @param plans what each tenant may use
 * @param failuresPerMinuteMax how many bad tokens an address may send in a minute
 * @param tls the certificate, where Gatehouse itself speaks TLS
 */
public record Reloadable(
    List<Issuer> issuers, Plans plans, int failuresPerMinuteMax, Optional<TlsFiles> tls) {}
