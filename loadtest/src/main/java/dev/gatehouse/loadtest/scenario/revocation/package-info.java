/** Rights that end while they are in use. */
@NullMarked
package dev.gatehouse.loadtest.scenario.revocation;

import org.jspecify.annotations.NullMarked;
