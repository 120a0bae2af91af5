@NullMarked
package dev.gatehouse.gateway.journey.send.turn;

import org.jspecify.annotations.NullMarked;
