/** Attacks, honest SQL, and the proofs that the guard tells them apart. */
@NullMarked
package dev.gatehouse.gateway.journey.rewrite.guard;

import org.jspecify.annotations.NullMarked;
