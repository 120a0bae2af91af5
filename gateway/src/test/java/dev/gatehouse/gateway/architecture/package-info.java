/** The rules that the structure of the gateway keeps. */
@NullMarked
package dev.gatehouse.gateway.architecture;

import org.jspecify.annotations.NullMarked;
