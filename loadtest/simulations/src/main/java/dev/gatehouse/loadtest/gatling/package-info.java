/** Gatling simulations, and the command that runs them and judges what came of it. */
@NullMarked
package dev.gatehouse.loadtest.gatling;

import org.jspecify.annotations.NullMarked;
