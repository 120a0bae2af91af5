/**
 * <b>What</b> Binds the public port and takes connections.
 *
 * <p><b>In</b> A socket.
 *
 * <p><b>Out</b> A channel with the installer's handlers.
 *
 * <p><b>Refuses with</b> A closed connection where there are too many.
 *
 * <p><b>Never</b> reads a byte of the protocol, but for a client's first TLS message while an
 * authority asks for a proof.
 */
@NullMarked
package dev.gatehouse.gateway.journey.accept;

import org.jspecify.annotations.NullMarked;
