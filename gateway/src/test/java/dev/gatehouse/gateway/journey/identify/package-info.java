@NullMarked
package dev.gatehouse.gateway.journey.identify;

import org.jspecify.annotations.NullMarked;
