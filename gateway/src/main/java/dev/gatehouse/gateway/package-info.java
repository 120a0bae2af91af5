/**
 * The data plane: takes a request from a client, finds out whose it is, and runs it on that
 * tenant's sqld.
 *
 * <pre>
 *   client ─▶ accept ─▶ decode ─▶ identify ─▶ locate ─▶ permit ─▶ rewrite ─▶ send ─▶ sqld
 *   client ◀──────────────────────────── stream ◀──────────────────────────────────── sqld
 *                                           └─▶ tally
 * </pre>
 *
 * <p>{@code journey} holds one package per stage, {@code exchange} what they all speak of, {@code
 * operate} what operators ask, and {@link dev.gatehouse.gateway.Gateway} puts it together.
 */
@NullMarked
package dev.gatehouse.gateway;

import org.jspecify.annotations.NullMarked;
