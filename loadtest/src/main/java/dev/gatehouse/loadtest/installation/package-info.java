/** A Gatehouse with its sqld, started for a scenario, and what can be asked of it. */
@NullMarked
package dev.gatehouse.loadtest.installation;

import org.jspecify.annotations.NullMarked;
