/**
 * The vocabulary of the journey: one exchange, how a stage answers, why a request is refused.
 *
 * <p>Depends on no stage.
 */
@NullMarked
package dev.gatehouse.gateway.exchange;

import org.jspecify.annotations.NullMarked;
