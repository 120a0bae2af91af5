/**
 * Clients that know what their answers must be, for half an hour, while sqld is killed again and
 * again: nothing is wrong, lost, doubled or kept.
 */
@NullMarked
package dev.gatehouse.loadtest.scenario.soak;

import org.jspecify.annotations.NullMarked;
