/** Gatehouse with one rule of isolation switched off, to see that the attack table notices. */
@NullMarked
package dev.gatehouse.gateway.mutation;

import org.jspecify.annotations.NullMarked;
