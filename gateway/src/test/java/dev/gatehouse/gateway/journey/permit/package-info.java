@NullMarked
package dev.gatehouse.gateway.journey.permit;

import org.jspecify.annotations.NullMarked;
