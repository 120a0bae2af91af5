@NullMarked
package dev.gatehouse.gateway.journey.decode;

import org.jspecify.annotations.NullMarked;
