@NullMarked
package dev.gatehouse.gateway.journey.stream.usage;

import org.jspecify.annotations.NullMarked;
