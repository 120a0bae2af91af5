/** What sqld says of its own work, read out of its answers as they pass. */
@NullMarked
package dev.gatehouse.gateway.journey.stream.usage;

import org.jspecify.annotations.NullMarked;
