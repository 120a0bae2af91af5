@NullMarked
package dev.gatehouse.gateway.journey.send;

import org.jspecify.annotations.NullMarked;
