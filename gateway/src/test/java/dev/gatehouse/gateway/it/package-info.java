@NullMarked
package dev.gatehouse.gateway.it;

import org.jspecify.annotations.NullMarked;
