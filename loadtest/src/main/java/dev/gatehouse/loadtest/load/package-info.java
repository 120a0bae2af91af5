/** Clients that ask at a rate, or as fast as they are answered, and what came of it. */
@NullMarked
package dev.gatehouse.loadtest.load;

import org.jspecify.annotations.NullMarked;
