@NullMarked
package dev.gatehouse.gateway.journey.rewrite;

import org.jspecify.annotations.NullMarked;
