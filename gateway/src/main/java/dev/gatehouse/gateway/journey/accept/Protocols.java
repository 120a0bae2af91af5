package dev.gatehouse.gateway.journey.accept;

/**
 * The protocols that a connection may speak.
 *
 * @param http1 equips it for HTTP/1.1
 * @param http2 equips it for HTTP/2
 */
public record Protocols(ProtocolInstaller http1, ProtocolInstaller http2) {}
