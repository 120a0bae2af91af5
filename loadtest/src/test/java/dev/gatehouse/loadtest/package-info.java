/** Load on a running Gatehouse, each simulation with what must hold under it. */
@NullMarked
package dev.gatehouse.loadtest;

import org.jspecify.annotations.NullMarked;
