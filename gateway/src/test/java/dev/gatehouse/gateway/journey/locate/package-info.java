@NullMarked
package dev.gatehouse.gateway.journey.locate;

import org.jspecify.annotations.NullMarked;
