/**
 * The SQL guard: reads every carrier of SQL text exactly as sqld will, and refuses what sqld should
 * have refused.
 *
 * <p>sqld reads a text twice, with a parser of its own and with SQLite; where the two could see
 * different tokens, the guard refuses instead of choosing.
 */
@NullMarked
package dev.gatehouse.gateway.journey.rewrite.guard;

import org.jspecify.annotations.NullMarked;
