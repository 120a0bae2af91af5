/**
 * Gatehouse side by side with what else one could run: sqld alone, and HAProxy.
 *
 * <p>{@code Bench} starts everything on loopback, {@code Comparison}s run wrk against each target
 * in turn, and {@code Report} prints what came out.
 */
@NullMarked
package dev.gatehouse.loadtest.bench;

import org.jspecify.annotations.NullMarked;
