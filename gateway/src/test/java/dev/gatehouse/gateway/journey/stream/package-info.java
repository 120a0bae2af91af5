@NullMarked
package dev.gatehouse.gateway.journey.stream;

import org.jspecify.annotations.NullMarked;
