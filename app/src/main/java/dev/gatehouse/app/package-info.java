/** Gatehouse put together: the data plane, the admin API and the sqld behind them. */
@NullMarked
package dev.gatehouse.app;

import org.jspecify.annotations.NullMarked;
