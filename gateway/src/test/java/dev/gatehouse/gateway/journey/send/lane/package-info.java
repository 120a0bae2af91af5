@NullMarked
package dev.gatehouse.gateway.journey.send.lane;

import org.jspecify.annotations.NullMarked;
