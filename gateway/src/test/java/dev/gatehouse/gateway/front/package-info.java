@NullMarked
package dev.gatehouse.gateway.front;

import org.jspecify.annotations.NullMarked;
