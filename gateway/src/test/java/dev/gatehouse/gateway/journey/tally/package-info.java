@NullMarked
package dev.gatehouse.gateway.journey.tally;

import org.jspecify.annotations.NullMarked;
