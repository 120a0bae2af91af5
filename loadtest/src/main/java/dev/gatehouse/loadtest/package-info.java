/** Load on a real Gatehouse: scenarios, each with what must hold under it. */
@NullMarked
package dev.gatehouse.loadtest;

import org.jspecify.annotations.NullMarked;
