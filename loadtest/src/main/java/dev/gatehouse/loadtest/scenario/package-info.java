/** The scenarios. */
@NullMarked
package dev.gatehouse.loadtest.scenario;

import org.jspecify.annotations.NullMarked;
