/** The configuration records seen as keys: names, notations, bounds, defaults. */
@NullMarked
package dev.gatehouse.config.shape;

import org.jspecify.annotations.NullMarked;
